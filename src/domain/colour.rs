//! Colours of a widget, and whether one can be read on the other.

/// An opaque colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The least contrast at which text can be read (WCAG 2.2, success criterion 1.4.3).
const READABLE: f64 = 4.5;

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255; 3]);
    /// Nearly black.
    pub const BLACK: Self = Self([11, 21, 38]);

    /// A colour written as `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let mut rgb = [0; 3];
        hex::decode_to_slice(digits, &mut rgb).ok()?;
        Some(Self(rgb))
    }

    /// Whether text of this colour can be read on the other.
    #[must_use]
    pub fn is_readable_on(self, ground: Self) -> bool {
        let (a, b) = (self.luminance(), ground.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05) >= READABLE
    }

    /// White or black, whichever can be read on it; white where both can.
    #[must_use]
    pub fn text(self) -> Self {
        if Self::WHITE.is_readable_on(self) { Self::WHITE } else { Self::BLACK }
    }

    /// The nearest colour of the same hue on which `text` can be read: darker under light text, lighter under dark.
    #[must_use]
    pub fn made_readable(self, text: Self) -> Self {
        let end = if text.luminance() > 0.18 { 0 } else { 255 };
        let towards = |step: u32| {
            Self(self.0.map(|part| {
                let mixed = (u32::from(part) * (100 - step) + end * step) / 100;
                u8::try_from(mixed).unwrap_or(u8::MAX)
            }))
        };
        (0..=100).map(towards).find(|colour| text.is_readable_on(*colour)).unwrap_or(towards(100))
    }

    /// Relative luminance, 0 to 1.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", hex::encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        // The lightest grey that passes on white is #767676.
        assert!(colour("#767676").is_readable_on(Colour::WHITE));
        assert!(!colour("#777777").is_readable_on(Colour::WHITE));
        assert_eq!(colour("#1f5fc4").text(), Colour::WHITE);
        assert_eq!(colour("#ffd400").text(), Colour::BLACK);
    }

    #[test]
    fn what_is_offered_can_be_read() {
        for ground in ["#ffd400", "#25d366", "#ff0000", "#7f7f7f", "#000000", "#ffffff"] {
            for text in [Colour::WHITE, Colour::BLACK] {
                let offered = colour(ground).made_readable(text);
                assert!(text.is_readable_on(offered), "{text} on {offered}, offered for {ground}");
            }
        }
        assert_eq!(colour("#1f5fc4").made_readable(Colour::WHITE), colour("#1f5fc4"));
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        for text in ["1f5fc4", "#1f5fc", "#1f5fc4ff", "red", "#gggggg", "#1F5FC4 ", "#ééé"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
