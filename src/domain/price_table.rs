//! Prices by model and time: those of well-known models, as they are shipped, or a project's own.

use std::collections::HashMap;
use std::sync::Arc;

use time::macros::format_description;
use time::{Date, OffsetDateTime, UtcOffset};

use super::model_name::{canonical, names};
use super::money::Nanos;
use super::price::Price;

/// The table as it is shipped; its head says how it is read and where its numbers are from.
pub const SHIPPED: &str = include_str!("../../config/prices.csv");

/// The currency of all its prices.
pub const CURRENCY: &str = "USD";

const HEAD: &str = "model,from,above,input,output,cache_read,cache_write";

/// Prices by model.
#[derive(Debug, Default)]
pub struct PriceTable {
    models: HashMap<String, Vec<Line>>,
}

/// What one model costs, from a day on and for inputs of a length.
#[derive(Clone, Debug)]
pub struct Line {
    /// The model's name.
    pub model: String,
    /// The first day, or since ever.
    pub from: Option<Date>,
    /// Holds for more input tokens than this, or for any number of them.
    pub above: Option<u32>,
    /// For a million tokens.
    pub price: Price,
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
            let line = line(text).map_err(bad)?;
            let known = table.models.get(&canonical(&line.model)).into_iter().flatten();
            if known.into_iter().any(|known| (known.from, known.above) == (line.from, line.above)) {
                return Err(bad("it says again what a line before it says"));
            }
            table.add(line);
        }
        Ok(table)
    }

    /// A table of these lines.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = Line>) -> Self {
        let mut table = Self::default();
        lines.into_iter().for_each(|line| table.add(line));
        table
    }

    /// All lines, in no order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.models.values().flatten()
    }

    fn add(&mut self, line: Line) {
        self.models.entry(canonical(&line.model)).or_default().push(line);
    }

    /// The price that holds for exactly this name.
    fn holding(&self, name: &str, input_tokens: u32, day: Date) -> Option<&Price> {
        let holds = |line: &&Line| {
            line.from.is_none_or(|from| from <= day) && line.above.is_none_or(|above| input_tokens > above)
        };
        let lines = self.models.get(name)?.iter().filter(holds);
        lines.max_by_key(|line| (line.from, line.above)).map(|line| &line.price)
    }
}

/// The price of an answer given by `model` at `at` to so many input tokens: by the most exact name that any of the tables
/// has a price for, and of that name by the first table that has one. None for a model that none of them knows, and before
/// its first price.
#[must_use]
pub fn find<'a>(
    tables: &'a [Arc<PriceTable>],
    model: &str,
    input_tokens: u32,
    at: OffsetDateTime,
) -> Option<&'a Price> {
    let day = at.to_offset(UtcOffset::UTC).date();
    names(model).find_map(|name| tables.iter().find_map(|table| table.holding(&name, input_tokens, day)))
}

fn line(text: &str) -> Result<Line, &'static str> {
    let cells: Vec<&str> = text.split(',').collect();
    let [model, from, above, input, output, cache_read, cache_write] = cells[..] else {
        return Err("it has not seven columns");
    };
    if model.is_empty() || model.contains(char::is_whitespace) {
        return Err("it names no model");
    }
    let day = |text: &str| Date::parse(text, format_description!("[year]-[month]-[day]"));
    let price = |text: &str| Nanos::parse(text).map_err(|_| "a price is no decimal");
    Ok(Line {
        model: model.to_owned(),
        from: given(from).map(day).transpose().map_err(|_| "its day is not like 2026-03-01")?,
        above: given(above).map(str::parse).transpose().map_err(|_| "`above` is no number of tokens")?,
        price: Price {
            input: price(input)?,
            output: price(output)?,
            cache_read: given(cache_read).map(price).transpose()?,
            cache_write: given(cache_write).map(price).transpose()?,
            reasoning: None,
        },
    })
}

fn given(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::{Arc, BadLine, HEAD, Line, Price, PriceTable, SHIPPED, find};

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
        let tables = [Arc::new(PriceTable::parse(SHIPPED).unwrap())];
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
            assert_eq!(shown(find(&tables, name, 1, NOW)).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn the_price_is_that_of_the_day_and_of_the_length() {
        let text = format!(
            "# words\n{HEAD}\n\nm,,,1,2,,\nm,,100,2,4,,\nm,2026-03-01,,10,20,,\nm,2026-05-01,,5,6,,\nm,2026-05-01,200,7,8,0.5,9\nn,2026-03-01,,1,1,,"
        );
        let tables = [Arc::new(PriceTable::parse(&text).unwrap())];
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
            assert_eq!(shown(find(&tables, model, tokens, at)).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn the_more_exact_name_goes_first_and_then_the_first_table() {
        let price = |model: &str, from, input: i64| {
            let nanos = crate::domain::money::Nanos(input * 1_000_000_000);
            let price = Price { input: nanos, output: nanos, cache_read: None, cache_write: None, reasoning: None };
            Line { model: model.to_owned(), from, above: None, price }
        };
        let march = Some(time::macros::date!(2026 - 03 - 01));
        let own = PriceTable::of([price("m.1", march, 1), price("shop/n", None, 2), price("p", None, 3)]);
        let shipped = PriceTable::of([price("m-1", None, 4), price("n", None, 5), price("p-001", None, 6)]);
        let tables = [Arc::new(own), Arc::new(shipped)];
        let february = datetime!(2026-02-28 12:00 UTC);
        for (what, model, at, want) in [
            ("in any spelling", "m-1", NOW, Some("1 1")),
            ("with a provider and a stamp", "openai/m.1-2026-01-01", NOW, Some("1 1")),
            ("before it begins", "m.1-2026-01-01", february, Some("4 4")),
            ("under a name that the other table does not know", "shop/n", NOW, Some("2 2")),
            ("known to the other table alone", "n", NOW, Some("5 5")),
            ("known more exactly there", "p-001", NOW, Some("6 6")),
            ("another stamp", "p-002", NOW, Some("3 3")),
            ("known to none", "q", NOW, None),
        ] {
            assert_eq!(shown(find(&tables, model, 1, at)).as_deref(), want, "{what}");
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
