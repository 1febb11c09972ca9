//! Money as a whole number of nano-units (a billionth of the currency's unit), so that sums are exact.

use std::fmt;

/// An amount in nano-units of a currency that the owner of the amount names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nanos(pub i64);

const UNIT: i64 = 1_000_000_000;

/// Why a decimal was refused as an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not of the form `12.345`.
    #[error("an amount is written as digits with an optional point, like 0.0125")]
    NotDecimal,
    /// More than nine digits behind the point would have to be rounded.
    #[error("an amount has at most 9 digits behind the point")]
    TooFine,
    /// Outside what a 64-bit count of nano-units holds.
    #[error("an amount is at most 9000000000")]
    TooLarge,
}

impl Nanos {
    /// The most that one message may cost, 1,000,000: so no sum over messages leaves what a 64-bit count of nano-units
    /// holds.
    pub const MOST_PER_MESSAGE: Self = Self(1_000_000 * UNIT);

    /// Reads a non-negative decimal (`0.0125`, also `1.2e-5` as JSON writers print it) exactly; nothing is rounded.
    ///
    /// # Errors
    /// [`AmountError`] names what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((m, e)) => (m, e.parse::<i32>().map_err(|_| AmountError::NotDecimal)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.is_empty() || whole.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(AmountError::NotDecimal);
        }
        let digits = digits.trim_start_matches('0');
        if digits.is_empty() {
            return Ok(Self(0));
        }
        let scale = i32::try_from(fraction.len()).map_err(|_| AmountError::TooFine)?;
        let shift = 9 - scale + exponent;
        let kept = if shift < 0 {
            let drop = usize::try_from(-shift).map_err(|_| AmountError::TooFine)?;
            let cut = digits.len().checked_sub(drop).ok_or(AmountError::TooFine)?;
            if digits[cut..].bytes().any(|b| b != b'0') {
                return Err(AmountError::TooFine);
            }
            digits[..cut].to_owned()
        } else {
            if shift > 30 {
                return Err(AmountError::TooLarge);
            }
            format!("{digits}{}", "0".repeat(usize::try_from(shift).unwrap_or(0)))
        };
        if kept.is_empty() {
            return Err(AmountError::TooFine);
        }
        let nanos = kept.parse::<i64>().map_err(|_| AmountError::TooLarge)?;
        if nanos > 9_000_000_000 * (UNIT / 10) * 10 {
            return Err(AmountError::TooLarge);
        }
        Ok(Self(nanos))
    }
}

impl fmt::Display for Nanos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs() / UNIT.unsigned_abs();
        let rest = self.0.unsigned_abs() % UNIT.unsigned_abs();
        let fraction = format!("{rest:09}");
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl serde::Serialize for Nanos {
    /// A JSON number with every digit kept: `0.0125`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = serde_json::value::RawValue::from_string(self.to_string()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::{AmountError, Nanos};

    #[test]
    fn decimals_are_read_exactly() {
        for (text, want) in [
            ("0", Ok(0)),
            ("0.0125", Ok(12_500_000)),
            ("12", Ok(12_000_000_000)),
            ("0.000000001", Ok(1)),
            ("1.2e-5", Ok(12_000)),
            ("1e2", Ok(100_000_000_000)),
            ("0.10", Ok(100_000_000)),
            ("0.0000000001", Err(AmountError::TooFine)),
            ("-1", Err(AmountError::NotDecimal)),
            (".5", Err(AmountError::NotDecimal)),
            ("1,5", Err(AmountError::NotDecimal)),
            ("", Err(AmountError::NotDecimal)),
            ("99999999999", Err(AmountError::TooLarge)),
            ("1e40", Err(AmountError::TooLarge)),
        ] {
            assert_eq!(Nanos::parse(text).map(|n| n.0), want, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_reads_back(nanos in 0i64..9_000_000_000_000_000_000) {
            proptest::prop_assert_eq!(Nanos::parse(&Nanos(nanos).to_string()), Ok(Nanos(nanos)));
        }
    }
}
