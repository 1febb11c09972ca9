//! The query parameters of lists of conversations and how they are read: all faults at once, each with its mending.

mod filter;
mod given;
mod page;

use utoipa::IntoParams;
use utoipa::openapi::path::ParameterIn;

pub use filter::FilterParameters;
pub use given::Given;
pub use page::PageParameters;

/// The parameters that a struct documents.
#[must_use]
pub fn names<T: IntoParams>() -> Vec<utoipa::openapi::path::Parameter> {
    T::into_params(|| Some(ParameterIn::Query))
}

/// Reads `true` or `false`.
#[must_use]
pub fn boolean(word: &str) -> Option<bool> {
    match word {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FilterParameters, Given, PageParameters, names};
    use crate::domain::page::{Order, Sort};
    use crate::http::error::Error;
    use crate::http::faults::Faults;

    async fn given(query: &str) -> Given {
        use axum::extract::FromRequestParts as _;
        let request = axum::http::Request::get(format!("/?{query}")).body(()).unwrap();
        Given::from_request_parts(&mut request.into_parts().0, &()).await.unwrap()
    }

    fn fields(faults: Faults) -> Vec<String> {
        let Err(Error::Invalid(faults)) = faults.unless(()) else { return Vec::new() };
        faults.into_iter().map(|fault| fault.field).collect()
    }

    #[tokio::test]
    async fn every_bad_parameter_is_named_at_once() {
        let given = given(
            "type=api&type=test&assistant_id=x&status=gone&window=ajar&customer=&thread_id=*&score=good&has_error=maybe\
             &variable=city&from=yesterday&to=2026-02-30&q=%21&include_test=2&colour=red&sort=colour&limit=101&cursor=abc",
        )
        .await;
        let mut faults = Faults::default();
        given.refuse_others(&[names::<FilterParameters>(), names::<PageParameters>()], &mut faults);
        assert_eq!(fields(faults), ["colour"]);
        let mut faults = Faults::default();
        let filter = given.take::<FilterParameters>().filter(&mut faults);
        assert_eq!(filter.types, ["api", "test"]);
        let page: PageParameters = given.take();
        page.sorting(&mut faults);
        page.page(given.fingerprint("list"), 15, &mut faults);
        let want = [
            "assistant_id",
            "status",
            "window",
            "customer",
            "thread_id",
            "score",
            "has_error",
            "variable",
            "from",
            "to",
            "include_test",
            "q",
            "sort",
            "limit",
            "cursor",
        ];
        assert_eq!(fields(faults), want);
    }

    #[tokio::test]
    async fn the_order_is_a_sign_or_a_word() {
        for (query, want) in [
            ("", (Sort::LastActivity, Order::Descending)),
            ("sort=cost", (Sort::Cost, Order::Descending)),
            ("sort=-started", (Sort::Started, Order::Descending)),
            ("sort=+started", (Sort::Started, Order::Ascending)),
            ("sort=%2Bmessages", (Sort::Messages, Order::Ascending)),
            ("sort=messages&order=asc", (Sort::Messages, Order::Ascending)),
        ] {
            let mut faults = Faults::default();
            assert_eq!(given(query).await.take::<PageParameters>().sorting(&mut faults), want, "{query}");
            assert!(fields(faults).is_empty(), "{query}");
        }
    }
}
