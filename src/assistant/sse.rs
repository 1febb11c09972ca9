//! Server-sent events from bytes in any split, as far as model APIs use them: the `data` of each event.

/// Largest event that is gathered, in bytes.
pub const MOST: usize = 1 << 20;

/// An event, or a line of one, larger than [`MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// Gathers bytes into events.
#[derive(Debug, Default)]
pub struct Parser {
    line: Vec<u8>,
    data: Vec<u8>,
    /// Whether the event has a `data` field, which may be empty.
    any: bool,
    after_return: bool,
    begun: bool,
}

impl Parser {
    /// Takes the next bytes and gives the `data` of every event that ended in them.
    ///
    /// # Errors
    /// [`TooLarge`]; the parser is of no use afterwards.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, TooLarge> {
        let mut events = Vec::new();
        for byte in bytes {
            let after_return = std::mem::replace(&mut self.after_return, *byte == b'\r');
            match byte {
                // The second half of a line end that was taken already.
                b'\n' if after_return => {}
                b'\n' | b'\r' => events.extend(self.end_line()),
                byte => self.line.push(*byte),
            }
            if self.line.len() + self.data.len() > MOST {
                return Err(TooLarge);
            }
        }
        Ok(events)
    }

    /// The event that the end of the stream cut short, if its data had ended. The standard drops it; but a model that
    /// forgot the last empty line has answered all the same.
    #[must_use]
    pub fn finish(mut self) -> Option<Vec<u8>> {
        if !self.line.is_empty() {
            let _none = self.end_line();
        }
        self.end_line()
    }

    fn end_line(&mut self) -> Option<Vec<u8>> {
        let line = std::mem::take(&mut self.line);
        let line = if self.begun { &line[..] } else { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) };
        self.begun = true;
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            return std::mem::take(&mut self.any).then_some(data);
        }
        let (field, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &b""[..]),
        };
        if field == b"data" {
            if self.any {
                self.data.push(b'\n');
            }
            self.any = true;
            self.data.extend_from_slice(value.strip_prefix(b" ").unwrap_or(value));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Parser, TooLarge};

    fn read(parts: &[&[u8]]) -> Vec<String> {
        let mut parser = Parser::default();
        let mut events: Vec<_> = parts.iter().flat_map(|part| parser.push(part).unwrap()).collect();
        events.extend(parser.finish());
        events.into_iter().map(|event| String::from_utf8(event).unwrap()).collect()
    }

    #[test]
    fn events_are_read_whatever_ends_their_lines() {
        for (what, input, want) in [
            ("line feeds", "data: a\n\ndata: b\n\n", vec!["a", "b"]),
            ("returns and line feeds", "data: a\r\n\r\ndata: b\r\n\r\n", vec!["a", "b"]),
            ("returns", "data: a\r\rdata: b\r\r", vec!["a", "b"]),
            ("no space behind the colon", "data:a\n\n", vec!["a"]),
            ("one space only is taken off", "data:  a\n\n", vec![" a"]),
            ("several lines of data", "data: a\ndata: b\n\n", vec!["a\nb"]),
            ("comments and other fields", ": ping\n\nevent: x\nid: 7\nretry: 5\ndata: a\n\n", vec!["a"]),
            ("a byte order mark", "\u{feff}data: a\n\n", vec!["a"]),
            ("an empty event", "data\n\n", vec![""]),
            ("nothing", "\n\n\n", vec![]),
            ("a last event without its empty line", "data: a\n\ndata: b", vec!["a", "b"]),
            ("no events at all", "<html>busy</html>", vec![]),
        ] {
            assert_eq!(read(&[input.as_bytes()]), want, "{what}");
        }
    }

    #[test]
    fn an_event_without_end_is_given_up() {
        let mut parser = Parser::default();
        let filler = vec![b'x'; MOST / 2];
        assert_eq!(parser.push(&filler), Ok(vec![]));
        assert_eq!(parser.push(&filler), Ok(vec![]));
        assert_eq!(parser.push(b"x"), Err(TooLarge));
    }

    proptest::proptest! {
        #[test]
        fn the_split_of_the_bytes_leaves_no_trace(
            text in "(data: ?[a-zé]{0,4}|:x|id: 1|\u{feff}){0,1}((\r\n|\n|\r)(data: ?[a-zé]{0,4}|:x|id: 1)?){0,12}",
            cuts in proptest::collection::vec(0usize..200, 0..6),
        ) {
            let bytes = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let parts: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            proptest::prop_assert_eq!(read(&parts), read(&[bytes]));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let mut parser = Parser::default();
            let _ = parser.push(&bytes);
            let _ = parser.finish();
        }
    }
}
