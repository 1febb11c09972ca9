//! Text as a spreadsheet may be given it: no cell is taken for a formula, and every cell can be read back.

use std::borrow::Cow;

/// Characters that make a spreadsheet compute or break a cell when they come first; full-width forms are folded by some.
const RISKY: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// Puts `'` before a cell that begins with a risky character, or with `'` itself: to read the text back, take one
/// leading `'` away.
#[must_use]
pub fn neutralise(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(RISKY) || cell.starts_with('\'') { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::neutralise;

    #[test]
    fn no_cell_begins_like_a_formula_and_all_read_back() {
        for (cell, want) in [
            ("plain", "plain"),
            ("", ""),
            ("1-2", "1-2"),
            (" =1", " =1"),
            ("=1+1", "'=1+1"),
            ("+49151", "'+49151"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\0=1", "'\0=1"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠1", "'＠1"),
            ("'quoted", "''quoted"),
            ("'=1", "''=1"),
        ] {
            let neutral = neutralise(cell);
            assert_eq!(neutral, want, "{cell:?}");
            assert_eq!(neutral.strip_prefix('\'').unwrap_or(&neutral), cell, "{cell:?}");
        }
    }
}
