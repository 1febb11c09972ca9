//! The spellings under which one and the same model is named.

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

/// The one spelling of a name: some write `claude-sonnet-4.5` where the maker writes `claude-sonnet-4-5`.
#[must_use]
pub fn canonical(model: &str) -> String {
    model.replace('.', "-")
}

/// The names by which a model may be known, in their one spelling, the most exact first: as it is given, without whoever
/// hands it on, and without the stamp of its making as well.
pub fn names(model: &str) -> impl Iterator<Item = String> {
    let bare = without_provider(model);
    [model, bare, without_stamp(bare)].into_iter().map(canonical)
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
    use super::names;

    #[test]
    fn a_model_is_looked_for_by_its_most_exact_name_first() {
        for (model, want) in [
            ("gpt-4o", ["gpt-4o", "gpt-4o", "gpt-4o"]),
            (
                "openrouter/openai/gpt-4o-2024-11-20",
                ["openrouter/openai/gpt-4o-2024-11-20", "gpt-4o-2024-11-20", "gpt-4o"],
            ),
            ("anthropic/claude-sonnet-4.5", ["anthropic/claude-sonnet-4-5", "claude-sonnet-4-5", "claude-sonnet-4-5"]),
            (
                "claude-sonnet-4-5@20250929",
                ["claude-sonnet-4-5@20250929", "claude-sonnet-4-5@20250929", "claude-sonnet-4-5"],
            ),
            ("mistral-large-latest", ["mistral-large-latest", "mistral-large-latest", "mistral-large"]),
            ("gemini-2.0-flash-001", ["gemini-2-0-flash-001", "gemini-2-0-flash-001", "gemini-2-0-flash"]),
            ("shop/gpt-4o", ["shop/gpt-4o", "shop/gpt-4o", "shop/gpt-4o"]),
            ("日本-###", ["日本-###", "日本-###", "日本-###"]),
            ("", ["", "", ""]),
        ] {
            assert_eq!(names(model).collect::<Vec<_>>(), want, "{model}");
        }
    }
}
