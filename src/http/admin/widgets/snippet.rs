//! The line that a page embeds a widget with.

use crate::domain::widget::{Position, Settings, Theme};

/// The line for a widget of this key on the server at `url`. The launcher is shown before anything is asked of the
/// server, so what sets it apart from the usual one stands in the line.
pub(super) fn line(url: &str, key: &str, settings: &Settings) -> String {
    let mut attributes = vec![("src", format!("{url}/widget.js")), ("data-widget", key.to_owned())];
    if settings.theme.accent != Theme::default().accent {
        attributes.push(("data-accent", settings.theme.accent.clone()));
    }
    if settings.position == Position::Left {
        attributes.push(("data-position", "left".to_owned()));
    }
    if let Some(label) = &settings.launcher_label {
        attributes.push(("data-label", label.clone()));
    }
    let written: Vec<String> =
        attributes.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    format!("<script {} async></script>", written.join(" "))
}

/// A value between double quotes. `<` and `>` could stand there; they go too, for whoever pastes the line into a template
/// that is read with less care.
fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(change: impl FnOnce(&mut Settings)) -> String {
        let mut settings = Settings::default();
        change(&mut settings);
        line("https://chat.example", "pub_1", &settings)
    }

    #[test]
    fn only_what_differs_from_the_usual_launcher_is_said() {
        let usual = "<script src=\"https://chat.example/widget.js\" data-widget=\"pub_1\" async></script>";
        assert_eq!(made(|_| {}), usual);
        assert_eq!(made(|settings| settings.title = "Bikes".to_owned()), usual);
        assert_eq!(
            made(|settings| {
                settings.theme.accent = "#ffd400".to_owned();
                settings.position = Position::Left;
                settings.launcher_label = Some("Chat with us".to_owned());
            }),
            "<script src=\"https://chat.example/widget.js\" data-widget=\"pub_1\" data-accent=\"#ffd400\" \
             data-position=\"left\" data-label=\"Chat with us\" async></script>"
        );
    }

    #[test]
    fn a_label_stays_within_its_quotes() {
        let label = "\"Fish & <Chips>\" onload=\"x";
        let line = made(|settings| settings.launcher_label = Some(label.to_owned()));
        let want = "data-label=\"&quot;Fish &amp; &lt;Chips&gt;&quot; onload=&quot;x\" async></script>";
        assert!(line.ends_with(want), "{line}");
    }
}
