//! Several processes over one data directory.

use verbatim::database::Database;

use super::opener::Opener;
use super::{count, fill, is_running, open, used_data_dir};
use crate::support::cluster::{open_directory, settings};

#[tokio::test]
async fn a_second_opener_shares_the_cluster_and_does_not_stop_it() {
    let dir = open_directory();
    let data_dir = used_data_dir(&dir).await;
    let first = Opener::start(&data_dir, |_| {});
    let second = open(&settings(&data_dir)).await;
    assert_eq!(second.url(), first.url);
    assert_eq!(second.postmaster_pid(), Some(first.postmaster));
    fill(second.url(), 10).await;
    second.stop().await;
    assert_eq!(count(&first.url).await, 10);
    let postmaster = first.postmaster;
    first.finish();
    assert!(!is_running(postmaster), "the owner stops it");
}

#[tokio::test]
async fn of_four_first_starts_at_once_one_makes_the_cluster_and_three_share_it() {
    let dir = open_directory();
    let data_dir = dir.path().join("data");
    // The lock belongs to the open file, so four openers in one process compete like four processes; two are.
    let here = settings(&data_dir);
    let elsewhere = {
        let data_dir = data_dir.clone();
        move || Opener::start(&data_dir, |_| {})
    };
    let (a, b, c, d) = tokio::join!(
        Database::open(&here),
        Database::open(&here),
        tokio::task::spawn_blocking(elsewhere.clone()),
        tokio::task::spawn_blocking(elsewhere),
    );
    let (a, b, c, d) = (a.expect("first"), b.expect("second"), c.expect("third"), d.expect("fourth"));
    let postmaster = a.postmaster_pid().expect("pid");
    assert_eq!([b.postmaster_pid(), Some(c.postmaster), Some(d.postmaster)], [Some(postmaster); 3]);
    assert_eq!([b.url(), &c.url, &d.url], [a.url(); 3]);
    c.finish();
    d.finish();
    a.stop().await;
    b.stop().await;
    assert!(!is_running(postmaster));
}
