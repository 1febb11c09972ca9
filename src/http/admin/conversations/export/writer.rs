//! The three formats of an export and their end marks.

use axum::body::Bytes;

use super::super::messages::Message;
use super::super::record::Conversation;
use super::table;

/// What the file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Csv,
    Json,
    /// A JSON document a line.
    Lines,
}

impl Format {
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Csv, Self::Json, Self::Lines].into_iter().find(|format| format.extension() == word)
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Lines => "jsonl",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
            Self::Lines => "application/jsonl",
        }
    }
}

/// Writes conversations one after the other, each opened, given its messages and closed.
pub(super) struct Writer {
    format: Format,
    messages: bool,
    out: Vec<u8>,
    count: u64,
    /// The row of the open conversation in CSV.
    row: Vec<String>,
    /// Messages of the open conversation so far.
    said: u64,
}

impl Writer {
    pub fn new(format: Format, messages: bool) -> Self {
        Self { format, messages, out: Vec::new(), count: 0, row: Vec::new(), said: 0 }
    }

    pub fn begin(&mut self) -> std::io::Result<Bytes> {
        match self.format {
            Format::Csv => table::write(&mut self.out, table::header(self.messages))?,
            Format::Json => self.out.extend(b"{\"data\":["),
            Format::Lines => {}
        }
        Ok(self.take())
    }

    pub fn open(&mut self, conversation: &Conversation) -> std::io::Result<()> {
        if self.format == Format::Csv {
            self.row = table::conversation(conversation);
        } else {
            if self.format == Format::Json && self.count > 0 {
                self.out.extend(b",\n");
            }
            serde_json::to_writer(&mut self.out, conversation)?;
            if self.messages {
                // The document is an object with fields, so that one more fits before its end.
                self.out.pop();
                self.out.extend(b",\"messages\":[");
            }
        }
        self.said = 0;
        Ok(())
    }

    pub fn message(&mut self, message: &Message) -> std::io::Result<()> {
        if self.format == Format::Csv {
            let cells = self.row.iter().cloned().chain(table::message(message));
            table::write(&mut self.out, cells)?;
        } else {
            if self.said > 0 {
                self.out.push(b',');
            }
            serde_json::to_writer(&mut self.out, message)?;
        }
        self.said += 1;
        Ok(())
    }

    pub fn close(&mut self) -> std::io::Result<()> {
        match self.format {
            Format::Csv => {
                if self.said == 0 {
                    let cells = self.row.iter().cloned().chain(table::no_message(self.messages));
                    table::write(&mut self.out, cells)?;
                }
            }
            Format::Json | Format::Lines => {
                if self.messages {
                    self.out.extend(b"]}");
                }
                if self.format == Format::Lines {
                    self.out.push(b'\n');
                }
            }
        }
        self.count += 1;
        Ok(())
    }

    pub fn end(&mut self) -> std::io::Result<Bytes> {
        match self.format {
            Format::Csv => table::write(&mut self.out, table::end(self.count, self.messages))?,
            Format::Json => self.out.extend(format!("],\"count\":{},\"complete\":true}}\n", self.count).bytes()),
            Format::Lines => self.out.extend(format!("{{\"complete\":true,\"count\":{}}}\n", self.count).bytes()),
        }
        Ok(self.take())
    }

    /// What was written since.
    pub fn take(&mut self) -> Bytes {
        std::mem::take(&mut self.out).into()
    }
}
