//! A platform's rates as an operator imports them: a table of lines, read whole or not at all.

use std::collections::{BTreeSet, HashMap};

use time::Date;
use time::macros::format_description;

use super::billing;
use super::money::Nanos;

/// Lines that a card may have.
pub const LINES: usize = 10_000;

/// Columns that must be there, in any order; `tier` may be.
const COLUMNS: [&str; 6] = ["market", "prefixes", "category", "currency", "rate", "from"];

/// One line: a rate from a day on, until a later line of the same market and category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub line: u64,
    /// What the platform calls the market.
    pub market: String,
    /// Beginnings of its numbers, and its countries where only a user id is known.
    pub prefixes: BTreeSet<String>,
    /// Lower case, with underscores.
    pub category: String,
    /// ISO 4217.
    pub currency: String,
    /// For one message.
    pub rate: Nanos,
    /// The first day (UTC).
    pub from: Date,
    /// The volume tier that the rate is of, in the platform's words.
    pub tier: Option<String>,
}

/// Something wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1.
    pub line: u64,
    /// What is wrong and how to mend it.
    pub why: String,
}

/// Reads a card whose amounts must be in `currency`.
///
/// # Errors
/// Every line that is wrong, or the first one where the columns are.
pub fn parse(text: &str, currency: &str) -> Result<Vec<Line>, Vec<BadLine>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| vec![unreadable(&error)])?.clone();
    let place = |name: &str| head.iter().position(|column| column.eq_ignore_ascii_case(name));
    let mut faults: Vec<BadLine> = Vec::new();
    for column in COLUMNS.iter().filter(|column| place(column).is_none()) {
        faults.push(BadLine { line: 1, why: format!("the column `{column}` is missing") });
    }
    let is_known = |column: &str| COLUMNS.iter().chain(&["tier"]).any(|known| column.eq_ignore_ascii_case(known));
    for column in head.iter().filter(|column| !is_known(column)) {
        faults.push(BadLine { line: 1, why: format!("the column `{column}` is not known; take it out") });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut lines = Vec::new();
    let mut said: HashMap<(String, String, Date), u64> = HashMap::new();
    // The reader counts a line that ends in carriage return and line feed as if the next began before the line feed.
    let (mut counted, mut number) = (0, 1);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push(unreadable(&error));
                continue;
            }
        };
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(counted);
        let begins = at + text[at..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        number += text[counted..begins].bytes().filter(|byte| *byte == b'\n').map(|_| 1_u64).sum::<u64>();
        counted = begins;
        let cell = |name: &str| place(name).and_then(|place| record.get(place)).unwrap_or("");
        match line(number, cell, currency) {
            Ok(line) => {
                let again = line.prefixes.iter().find_map(|prefix| {
                    said.insert((prefix.clone(), line.category.clone(), line.from), number)
                        .map(|before| (prefix, before))
                });
                if let Some((prefix, before)) = again {
                    let why = format!("line {before} has a rate for {prefix}, category and day already; keep one");
                    faults.push(BadLine { line: number, why });
                }
                lines.push(line);
            }
            Err(why) => faults.push(BadLine { line: number, why }),
        }
        if lines.len() > LINES {
            return Err(vec![BadLine { line: number, why: format!("there are more than {LINES} lines; give fewer") }]);
        }
    }
    if lines.is_empty() && faults.is_empty() {
        faults.push(BadLine { line: 1, why: "there is no line below the names of the columns".to_owned() });
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

fn unreadable(error: &csv::Error) -> BadLine {
    let line = error.position().map_or(1, csv::Position::line);
    BadLine { line, why: "it cannot be read as CSV in UTF-8".to_owned() }
}

fn line<'a>(number: u64, cell: impl Fn(&str) -> &'a str, currency: &str) -> Result<Line, String> {
    let text = |name: &str, most: usize| match cell(name) {
        "" => Err(format!("`{name}` is empty")),
        text if text.chars().count() > most || text.contains('\0') => {
            Err(format!("`{name}` has more than {most} characters, or one that cannot be stored"))
        }
        text => Ok(text.to_owned()),
    };
    let market = text("market", 100)?;
    let prefixes = prefixes(cell("prefixes"))?;
    let category = billing::category(&text("category", 60)?);
    if !category.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err("`category` must be the platform's word, such as marketing, utility or service".to_owned());
    }
    if cell("currency") != currency {
        return Err(format!(
            "`currency` must be {currency}, in which this project counts; import the card of {currency}"
        ));
    }
    let rate = Nanos::parse(cell("rate")).map_err(|error| format!("`rate` is not accepted: {error}"))?;
    if rate > Nanos::MOST_PER_MESSAGE {
        return Err(format!("`rate` is {rate}; one message costs at most {}", Nanos::MOST_PER_MESSAGE));
    }
    let from = Date::parse(cell("from"), format_description!("[year]-[month]-[day]"))
        .map_err(|_| "`from` must be a day like 2026-10-01".to_owned())?;
    let tier = if cell("tier").is_empty() { None } else { Some(text("tier", 100)?) };
    Ok(Line { line: number, market, prefixes, category, currency: currency.to_owned(), rate, from, tier })
}

fn prefixes(cell: &str) -> Result<BTreeSet<String>, String> {
    let form = "`prefixes` must be calling codes in digits and countries in two letters, like `1 US CA` or `49 DE`";
    let mut found = BTreeSet::new();
    for word in cell.split([' ', ';', '|']).filter(|word| !word.is_empty()) {
        let digits = word.strip_prefix('+').unwrap_or(word);
        let is_number = (1..=7).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        let is_country = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_number && !is_country {
            return Err(form.to_owned());
        }
        found.insert(digits.to_ascii_uppercase());
    }
    if found.is_empty() { Err(form.to_owned()) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::{Nanos, parse};

    const HEAD: &str = "market,prefixes,category,currency,rate,from";

    #[test]
    fn a_card_is_read_line_by_line() {
        let text = "\u{feff}From, Market ,prefixes,category,currency,rate,tier\r\n\
                    2026-10-01,\"Germany, all of it\",+49 DE,Utility,USD,0.0456,\r\n\
                    \r\n2026-10-01,North America,1 us CA,authentication-international,USD,0,\"0 to 100,000\"\r\n";
        let lines = parse(text, "USD").unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].line, lines[0].market.as_str()), (2, "Germany, all of it"));
        assert_eq!(lines[0].prefixes.iter().collect::<Vec<_>>(), ["49", "DE"]);
        assert_eq!((lines[0].category.as_str(), lines[0].rate), ("utility", Nanos(45_600_000)));
        assert_eq!((lines[0].from.to_string(), lines[0].tier.as_deref()), ("2026-10-01".to_owned(), None));
        assert_eq!(lines[1].line, 4);
        assert_eq!(lines[1].category, "authentication_international");
        assert_eq!(lines[1].prefixes.iter().collect::<Vec<_>>(), ["1", "CA", "US"]);
        assert_eq!(lines[1].tier.as_deref(), Some("0 to 100,000"));
    }

    #[test]
    fn every_line_that_is_wrong_is_named() {
        let good = "Germany,49,utility,USD,0.05,2026-10-01";
        for (what, rows, want) in [
            ("no market", ",49,utility,USD,0.05,2026-10-01", "2: `market` is empty"),
            ("no prefix", "Germany,,utility,USD,0.05,2026-10-01", "2: `prefixes` must be"),
            ("a leading zero", "Germany,049,utility,USD,0.05,2026-10-01", "2: `prefixes` must be"),
            ("a name for a prefix", "Germany,DEU,utility,USD,0.05,2026-10-01", "2: `prefixes` must be"),
            ("no category", "Germany,49,,USD,0.05,2026-10-01", "2: `category` is empty"),
            ("no word for a category", "Germany,49,a b,USD,0.05,2026-10-01", "2: `category` must be"),
            ("another currency", "Germany,49,utility,EUR,0.05,2026-10-01", "2: `currency` must be USD"),
            ("a comma for a point", "Germany,49,utility,USD,\"0,05\",2026-10-01", "2: `rate` is not accepted"),
            ("no rate", "Germany,49,utility,USD,,2026-10-01", "2: `rate` is not accepted"),
            ("too high a rate", "Germany,49,utility,USD,1000001,2026-10-01", "2: `rate` is 1000001"),
            ("no day", "Germany,49,utility,USD,0.05,1.10.2026", "2: `from` must be a day"),
            ("a column less", "Germany,49,utility,USD,0.05", "2: `from` must be a day"),
            ("said twice", &format!("{good}\n{good}"), "3: line 2 has a rate for 49"),
            ("nothing", "", "1: there is no line"),
        ] {
            let faults = parse(&format!("{HEAD}\n{rows}"), "USD").unwrap_err();
            let found = format!("{}: {}", faults[0].line, faults[0].why);
            assert!(found.starts_with(want), "{what}: {found}");
        }
        let faults = parse(&format!("{HEAD}\n,\n{good}\nx,y,z"), "USD").unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 4], "all of them at once");
        let faults = parse("market,prefixes,category,currency,price,from\n", "USD").unwrap_err();
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
