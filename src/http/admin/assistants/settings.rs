//! What an assistant does besides answering: what of it may be given, and what it must be.

use std::collections::HashSet;

use serde_json::Value;

use super::super::patch::Patch;
use super::rules::is_address;
use crate::domain::assistant::{Builtin, Extraction, Kind, Limits, Options, Settings, Speech, Tool};
use crate::domain::{json, text};
use crate::http::faults::Faults;

/// What is given; what is left out stays.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) welcome_text: Option<String>,
    pub(super) options: Option<Options>,
    pub(super) limits: Option<Limits>,
    pub(super) tools: Option<Vec<Tool>>,
    pub(super) builtin_tools: Option<Vec<Builtin>>,
    pub(super) extraction: Patch<Extraction>,
    pub(super) speech: Patch<Speech>,
}

impl Given {
    /// The settings as they will be.
    pub(super) fn over(self, before: Settings) -> Settings {
        Settings {
            welcome_text: self.welcome_text.map_or(before.welcome_text, |text| text::clean(text.trim())),
            options: self.options.unwrap_or(before.options),
            limits: self.limits.unwrap_or(before.limits),
            tools: self.tools.map_or(before.tools, |tools| tools.into_iter().map(clean).collect()),
            builtin_tools: self.builtin_tools.unwrap_or(before.builtin_tools),
            extraction: self.extraction.over(before.extraction).map(clean_extraction),
            speech: self.speech.over(before.speech).map(clean_speech),
        }
    }
}

fn clean(mut tool: Tool) -> Tool {
    tool.description = text::clean(&tool.description);
    tool.parameters = json::clean(tool.parameters);
    tool
}

fn clean_extraction(mut extraction: Extraction) -> Extraction {
    for variable in &mut extraction.variables {
        variable.description = text::clean(&variable.description);
        for choice in &mut variable.choices {
            *choice = text::clean(choice);
        }
    }
    extraction.model = extraction.model.map(|model| text::clean(&model));
    extraction
}

fn clean_speech(speech: Speech) -> Speech {
    let clean = |text: Option<String>| text.map(|text| text::clean(text.trim()));
    Speech {
        transcription_model: clean(speech.transcription_model),
        speech_model: clean(speech.speech_model),
        voice: clean(speech.voice),
    }
}

/// Notes what is wrong with settings.
pub(super) fn check(faults: &mut Faults, settings: &Settings) {
    faults.length("welcome_text", &settings.welcome_text, 0, 2000);
    if settings.options.temperature.is_some_and(|heat| !(0.0..=2.0).contains(&heat)) {
        faults.add("options.temperature", "must be between 0 and 2");
    }
    let limits = &settings.limits;
    let most = settings.options.max_output_tokens;
    for (field, value, least, most) in [
        ("options.max_output_tokens", most.map(u64::from), 1, 1_000_000),
        ("limits.seconds", Some(limits.seconds.into()), 1, 900),
        ("limits.tokens", limits.tokens, 1, 1_000_000_000),
        ("limits.history_tokens", Some(limits.history_tokens.into()), 100, 1_000_000),
        ("limits.rounds", Some(limits.rounds.into()), 1, 32),
    ] {
        if value.is_some_and(|value| value < least || value > most) {
            faults.add(field, format!("must be between {least} and {most}"));
        }
    }
    if settings.tools.len() > 64 {
        faults.add("tools", format!("has {} entries; give at most 64", settings.tools.len()));
    }
    let mut names: HashSet<&str> = Builtin::ALL.map(Builtin::name).into();
    for (index, tool) in settings.tools.iter().enumerate() {
        let field = |name: &str| format!("tools[{index}].{name}");
        name(faults, &field("name"), &tool.name, "-_");
        if !names.insert(&tool.name) {
            faults.add(field("name"), "is the name of another tool; give each tool its own");
        }
        faults.length(&field("description"), &tool.description, 0, 2000);
        if tool.parameters.get("type").and_then(Value::as_str) != Some("object") {
            faults.add(field("parameters"), "must be a JSON Schema with `\"type\": \"object\"`");
        }
        if tool.parameters.to_string().len() > 20_000 {
            faults.add(field("parameters"), "has more than 20,000 bytes; describe fewer arguments");
        }
        if !is_address(&tool.url) {
            faults.add(field("url"), "must be an http or https address without user, query or fragment");
        }
        if !(1..=60).contains(&tool.timeout_seconds) {
            faults.add(field("timeout_seconds"), "must be between 1 and 60");
        }
    }
    if let Some(extraction) = &settings.extraction {
        check_extraction(faults, extraction);
    }
    if let Some(speech) = &settings.speech {
        for (field, value) in [
            ("speech.transcription_model", &speech.transcription_model),
            ("speech.speech_model", &speech.speech_model),
            ("speech.voice", &speech.voice),
        ] {
            if let Some(value) = value {
                faults.length(field, value, 1, 200);
            }
        }
    }
}

fn check_extraction(faults: &mut Faults, extraction: &Extraction) {
    if extraction.variables.is_empty() || extraction.variables.len() > 50 {
        let count = extraction.variables.len();
        faults.add("extraction.variables", format!("has {count} entries; give 1 to 50, or null for no extraction"));
    }
    if let Some(model) = &extraction.model {
        faults.length("extraction.model", model, 1, 200);
    }
    let mut names = HashSet::new();
    for (index, variable) in extraction.variables.iter().enumerate() {
        let field = |name: &str| format!("extraction.variables[{index}].{name}");
        name(faults, &field("name"), &variable.name, "_");
        if !names.insert(variable.name.as_str()) {
            faults.add(field("name"), "is the name of another variable; give each its own");
        }
        faults.length(&field("description"), &variable.description, 0, 1000);
        if (variable.kind == Kind::Choice) == variable.choices.is_empty() {
            faults.add(field("choices"), "must name what may be chosen for the type `choice`, and nothing for others");
        }
        if variable.choices.len() > 100 || variable.choices.iter().any(|choice| choice.is_empty() || choice.len() > 200)
        {
            faults.add(field("choices"), "must be at most 100, each of 1 to 200 bytes");
        }
    }
}

fn name(faults: &mut Faults, field: &str, name: &str, marks: &str) {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || marks.contains(letter);
    if name.is_empty() || name.len() > 64 || !name.chars().all(fits) {
        faults.add(field, format!("must be 1 to 64 letters and digits, or any of `{marks}`"));
    }
}
