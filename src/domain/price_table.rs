//! Prices of well-known models by model and time, as they are shipped.

use std::collections::HashMap;

use time::macros::format_description;
use time::{Date, OffsetDateTime, UtcOffset};

use super::money::Nanos;
use super::price::Price;

/// The table as it is shipped; its head says how it is read and where its numbers are from.
pub const SHIPPED: &str = include_str!("../../config/prices.csv");

/// The currency of all its prices.
pub const CURRENCY: &str = "USD";

const HEAD: &str = "model,from,above,input,output,cache_read,cache_write";

/// Whoever hands a model on writes a name before the model's; these charge what its maker charges.
const PROVIDERS: [&str; 12] = [
    "anthropic",
    "azure",
    "cohere",
    "gemini",
    "google",
    "mistral",
    "mistralai",
    "models",
    "openai",
    "openrouter",
    "x-ai",
    "xai",
];

/// What a model's name ends in when it names a day or a number of its making, `#` for any digit.
const STAMPS: [&str; 4] = ["-####-##-##", "-########", "@########", "-###"];

/// Prices by model.
#[derive(Debug, Default)]
pub struct PriceTable {
    models: HashMap<String, Vec<Row>>,
}

#[derive(Debug)]
struct Row {
    /// The first day, or since ever.
    from: Option<Date>,
    /// Holds for more input tokens than this, or for any number of them.
    above: Option<u32>,
    price: Price,
}

/// A line of the table that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the price table is not accepted: {why}")]
pub struct BadLine {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: &'static str,
}

impl PriceTable {
    /// Reads the table whole or not at all: a price that silently went missing would show as an unknown model.
    ///
    /// # Errors
    /// [`BadLine`] for the first line that has not the form of [`SHIPPED`] or repeats another.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        let mut table = Self::default();
        let mut headed = false;
        for (index, text) in text.lines().enumerate() {
            let bad = |why| BadLine { line: index + 1, why };
            if text.starts_with('#') || text.is_empty() {
                continue;
            }
            if !headed {
                headed = text == HEAD;
                if !headed {
                    return Err(bad("the names of the columns are missing"));
                }
                continue;
            }
            let (model, row) = line(text).map_err(bad)?;
            let rows = table.models.entry(same(model)).or_default();
            if rows.iter().any(|known| (known.from, known.above) == (row.from, row.above)) {
                return Err(bad("it says again what a line before it says"));
            }
            rows.push(row);
        }
        Ok(table)
    }

    /// The price of an answer given by `model` at `at` to so many input tokens; None for a model that is not known, and
    /// before its first price.
    #[must_use]
    pub fn find(&self, model: &str, input_tokens: u32, at: OffsetDateTime) -> Option<&Price> {
        let day = at.to_offset(UtcOffset::UTC).date();
        let bare = without_provider(model);
        let rows = [bare, without_stamp(bare)].into_iter().find_map(|name| self.models.get(&same(name)))?;
        let holds =
            |row: &&Row| row.from.is_none_or(|from| from <= day) && row.above.is_none_or(|above| input_tokens > above);
        rows.iter().filter(holds).max_by_key(|row| (row.from, row.above)).map(|row| &row.price)
    }
}

fn line(text: &str) -> Result<(&str, Row), &'static str> {
    let cells: Vec<&str> = text.split(',').collect();
    let [model, from, above, input, output, cache_read, cache_write] = cells[..] else {
        return Err("it has not seven columns");
    };
    if model.is_empty() || model.contains(char::is_whitespace) {
        return Err("it names no model");
    }
    let day = |text: &str| Date::parse(text, format_description!("[year]-[month]-[day]"));
    let price = |text: &str| Nanos::parse(text).map_err(|_| "a price is no decimal");
    let row = Row {
        from: given(from).map(day).transpose().map_err(|_| "its day is not like 2026-03-01")?,
        above: given(above).map(str::parse).transpose().map_err(|_| "`above` is no number of tokens")?,
        price: Price {
            input: price(input)?,
            output: price(output)?,
            cache_read: given(cache_read).map(price).transpose()?,
            cache_write: given(cache_write).map(price).transpose()?,
        },
    };
    Ok((model, row))
}

fn given(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}

/// Some write `claude-sonnet-4.5` where the maker writes `claude-sonnet-4-5`.
fn same(model: &str) -> String {
    model.replace('.', "-")
}

fn without_provider(mut model: &str) -> &str {
    while let Some((provider, rest)) = model.split_once('/')
        && PROVIDERS.contains(&provider)
    {
        model = rest;
    }
    model
}

fn without_stamp(model: &str) -> &str {
    if let Some(rest) = model.strip_suffix("-latest") {
        return rest;
    }
    let fits = |tail: &str, stamp: &str| {
        tail.bytes()
            .zip(stamp.bytes())
            .all(|(byte, want)| if want == b'#' { byte.is_ascii_digit() } else { byte == want })
    };
    let found = STAMPS.iter().find_map(|stamp| {
        let (name, tail) = model.split_at_checked(model.len().checked_sub(stamp.len())?)?;
        fits(tail, stamp).then_some(name)
    });
    found.unwrap_or(model)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::{BadLine, HEAD, Price, PriceTable, SHIPPED};

    const NOW: time::OffsetDateTime = datetime!(2026-11-01 12:00 UTC);

    fn shown(price: Option<&Price>) -> Option<String> {
        price.map(|price| format!("{} {}", price.input, price.output))
    }

    #[test]
    fn every_line_that_is_shipped_is_read_and_none_twice() {
        let table = PriceTable::parse(SHIPPED).unwrap();
        let lines = SHIPPED.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count() - 1;
        assert_eq!(table.models.values().map(Vec::len).sum::<usize>(), lines);
        assert!(table.models.len() > 60, "{}", table.models.len());
        for (model, rows) in &table.models {
            let first = rows.iter().filter(|row| row.above.is_none()).map(|row| row.from).min();
            assert_eq!(first, Some(None), "{model} has a price since ever and for any input");
            for row in rows {
                let Price { input, output, cache_read, .. } = row.price;
                assert!(input.0 > 0 && output >= input, "{model}: {:?}", row.price);
                assert!(cache_read.is_none_or(|read| read < input), "{model}: {:?}", row.price);
            }
        }
    }

    #[test]
    fn a_model_is_found_by_the_names_that_are_used_for_it() {
        let table = PriceTable::parse(SHIPPED).unwrap();
        let gpt = Some("2.5 10");
        let sonnet = Some("3 15");
        for (name, want) in [
            ("gpt-4o", gpt),
            ("gpt-4o-2024-08-06", gpt),
            ("gpt-4o-latest", gpt),
            ("openai/gpt-4o", gpt),
            ("openrouter/openai/gpt-4o-2024-11-20", gpt),
            ("gpt-4o-2024-05-13", Some("5 15")),
            ("claude-sonnet-4-5-20250929", sonnet),
            ("claude-sonnet-4-5@20250929", sonnet),
            ("anthropic/claude-sonnet-4.5", sonnet),
            ("models/gemini-2.0-flash-001", Some("0.1 0.4")),
            ("gpt-4o-mini", Some("0.15 0.6")),
            ("gpt-4o-mega", None),
            ("gpt-4o-2024-08", None),
            ("gpt", None),
            ("someone/gpt-4o", None),
            ("GPT-4o", None),
            ("ft:gpt-4o-2024-08-06:shop::1", None),
            ("mistral-large-latest", None),
            ("-2024-08-06", None),
            ("日本-###", None),
            ("", None),
        ] {
            assert_eq!(shown(table.find(name, 1, NOW)).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn the_price_is_that_of_the_day_and_of_the_length() {
        let text = format!(
            "# words\n{HEAD}\n\nm,,,1,2,,\nm,,100,2,4,,\nm,2026-03-01,,10,20,,\nm,2026-05-01,,5,6,,\nm,2026-05-01,200,7,8,0.5,9\nn,2026-03-01,,1,1,,"
        );
        let table = PriceTable::parse(&text).unwrap();
        let night = datetime!(2026-02-28 23:59:59.999 UTC);
        for (what, model, tokens, at, want) in [
            ("before", "m", 100, night, Some("1 2")),
            ("before, and longer", "m", 101, night, Some("2 4")),
            ("from the first moment of the day", "m", 1, datetime!(2026-03-01 00:00 UTC), Some("10 20")),
            ("a day of UTC", "m", 1, datetime!(2026-03-01 01:59 +02:00), Some("1 2")),
            ("a price for long inputs ends with the others", "m", 101, datetime!(2026-03-01 00:00 UTC), Some("10 20")),
            ("later", "m", 200, NOW, Some("5 6")),
            ("later, and longer", "m", 201, NOW, Some("7 8")),
            ("before there was any", "n", 1, night, None),
        ] {
            assert_eq!(shown(table.find(model, tokens, at)).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn a_line_that_is_wrong_is_named() {
        for (what, row, line) in [
            ("a column less", "m,,,1,2,", 2),
            ("no model", ",,,1,2,,", 2),
            ("no price", "m,,,,2,,", 2),
            ("a negative price", "m,,,1,-2,,", 2),
            ("no day", "m,1.3.2026,,1,2,,", 2),
            ("no number", "m,,many,1,2,,", 2),
            ("twice", "m,,,1,2,,\nm,,,1,3,,", 3),
            ("twice, in another spelling", "m-1,,,1,2,,\n# a remark\nm.1,,,1,2,,", 4),
        ] {
            let found = PriceTable::parse(&format!("{HEAD}\n{row}")).map(|_| ());
            assert_eq!(found.map_err(|bad| bad.line), Err(line), "{what}");
        }
        let headless = PriceTable::parse("m,,,1,2,,").map(|_| ());
        assert_eq!(headless, Err(BadLine { line: 1, why: "the names of the columns are missing" }));
    }
}
