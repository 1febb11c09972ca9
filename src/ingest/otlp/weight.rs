//! How many messages a protobuf body holds, counted before it is decoded.
//!
//! Two bytes decode into a span of some 300, so a body within its limit of bytes could still fill the memory.

use super::super::raw::Unreadable;

/// Most messages in one body: spans, attributes, values and all. A program's batch of 512 spans holds some 30,000 of them, a
/// collector's of 8,192 half a million.
const MOST_MESSAGES: usize = 1_000_000;

/// Deepest nesting that is followed; the decoder refuses less.
const DEEPEST: usize = 128;

/// What a message is, as far as it decides which of its fields are messages again.
#[derive(Clone, Copy)]
enum Shape {
    /// The request, of resources.
    Request,
    /// Spans or records of one resource.
    Resources,
    /// Spans or records of one scope.
    Scopes,
    /// A span.
    Span,
    /// A log record.
    Record,
    /// A resource, whose attributes are its first field.
    Resource,
    /// A scope or an event, whose attributes are the third.
    Third,
    /// A link, whose attributes are the fourth.
    Link,
    /// A name and a value.
    Pair,
    /// A value.
    Any,
    /// Values.
    List,
    /// Names and values.
    Pairs,
    /// An entity, a list of names of attributes.
    Entity,
    /// Anything that is not looked into.
    Leaf,
}

/// Of which of the two kinds of request a body is.
#[derive(Clone, Copy)]
pub enum Request {
    /// With spans.
    Traces,
    /// With log records.
    Logs,
    /// With metrics, of which nothing is wanted.
    Metrics,
}

/// How many messages a body holds. Refuses one with too many, and one that is no protobuf; groups, which the decoder would
/// skip and which no version of this protocol ever had, are refused too.
pub fn check(body: &[u8], request: Request) -> Result<usize, Unreadable> {
    let mut count = 0;
    let mut open = vec![(Shape::Request, body)];
    while let Some((shape, rest)) = open.pop() {
        if rest.is_empty() {
            continue;
        }
        let field = next(rest).ok_or_else(|| Unreadable("not the protobuf of a request".to_owned()))?;
        open.push((shape, field.rest));
        let (Some(shape), Some(payload)) = (within(shape, field.number, request), field.payload) else { continue };
        count += 1;
        if count > MOST_MESSAGES {
            return Err(Unreadable(format!("more than {MOST_MESSAGES} messages in one request")));
        }
        if open.len() < DEEPEST && !matches!(shape, Shape::Leaf) {
            open.push((shape, payload));
        }
    }
    Ok(count)
}

/// A field of a message.
struct Field<'a> {
    number: u64,
    /// Its bytes, where it has a length.
    payload: Option<&'a [u8]>,
    /// What follows it.
    rest: &'a [u8],
}

/// The next field; none where the bytes are no field.
fn next(bytes: &[u8]) -> Option<Field<'_>> {
    let (key, rest) = varint(bytes)?;
    let (payload, rest) = match key & 7 {
        0 => (None, varint(rest)?.1),
        1 => (None, rest.get(8..)?),
        2 => {
            let (length, rest) = varint(rest)?;
            let (payload, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
            (Some(payload), rest)
        }
        5 => (None, rest.get(4..)?),
        _ => return None,
    };
    Some(Field { number: key >> 3, payload, rest })
}

fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(at + 1..)?));
        }
    }
    None
}

/// What a field of a message is, where that is a message.
fn within(shape: Shape, field: u64, request: Request) -> Option<Shape> {
    Some(match (shape, field) {
        (Shape::Request, 1) => match request {
            Request::Metrics => Shape::Leaf,
            Request::Traces | Request::Logs => Shape::Resources,
        },
        (Shape::Resources, 1) => Shape::Resource,
        (Shape::Resources, 2) => Shape::Scopes,
        (Shape::Scopes, 1) | (Shape::Span, 11) => Shape::Third,
        (Shape::Scopes, 2) => match request {
            Request::Traces => Shape::Span,
            Request::Logs | Request::Metrics => Shape::Record,
        },
        (Shape::Span, 13) => Shape::Link,
        (Shape::Span, 9)
        | (Shape::Record, 6)
        | (Shape::Resource | Shape::Pairs, 1)
        | (Shape::Third, 3)
        | (Shape::Link, 4) => Shape::Pair,
        (Shape::Record, 5) | (Shape::Pair, 2) | (Shape::List, 1) => Shape::Any,
        (Shape::Any, 5) => Shape::List,
        (Shape::Any, 6) => Shape::Pairs,
        (Shape::Resource, 3) => Shape::Entity,
        (Shape::Entity, 3 | 4) => Shape::Leaf,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
    use opentelemetry_proto::tonic::common::v1::{AnyValue, ArrayValue, KeyValue, KeyValueList, any_value};
    use opentelemetry_proto::tonic::resource::v1::Resource;
    use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, ScopeSpans, Span, Status, span};
    use prost::Message;

    use super::{MOST_MESSAGES, Request, check};

    fn pair(value: any_value::Value) -> KeyValue {
        KeyValue { key: "k".to_owned(), value: Some(AnyValue { value: Some(value) }), ..KeyValue::default() }
    }

    fn request(spans: Vec<Span>) -> Vec<u8> {
        let resource = Some(Resource { attributes: vec![pair(any_value::Value::IntValue(-1))], ..Resource::default() });
        let scope_spans = vec![ScopeSpans { spans, ..ScopeSpans::default() }];
        let resource_spans = vec![ResourceSpans { resource, scope_spans, ..ResourceSpans::default() }];
        ExportTraceServiceRequest { resource_spans }.encode_to_vec()
    }

    #[test]
    fn every_message_is_counted() {
        use any_value::Value::{ArrayValue as Array, BoolValue, DoubleValue, KvlistValue};
        let list = Array(ArrayValue { values: vec![AnyValue::default(), AnyValue::default()] });
        let pairs = KvlistValue(KeyValueList { values: vec![pair(BoolValue(true)), KeyValue::default()] });
        let told = |attributes| Span { flags: 1, status: Some(Status::default()), attributes, ..Span::default() };
        let event = span::Event { attributes: vec![pair(DoubleValue(0.5))], ..span::Event::default() };
        let link = span::Link { attributes: vec![pair(DoubleValue(0.5))], ..span::Link::default() };
        // Around spans: resources, resource, pair, value, scopes.
        for (what, span, want) in [
            ("a span", told(vec![]), 1),
            ("with an attribute", told(vec![pair(BoolValue(true))]), 3),
            ("with a list", told(vec![pair(list)]), 6),
            ("with pairs", told(vec![pair(pairs)]), 7),
            ("with an event", Span { events: vec![event], ..told(vec![]) }, 4),
            ("with a link", Span { links: vec![link], ..told(vec![]) }, 4),
        ] {
            assert_eq!(check(&request(vec![span]), Request::Traces).unwrap(), want + 5, "{what}");
        }
    }

    #[test]
    fn a_body_that_would_fill_the_memory_is_refused() {
        // Fields without content, within each other as the numbers say.
        let fill = |numbers: &[u8]| {
            numbers.iter().rev().fold([0x12, 0].repeat(MOST_MESSAGES), |inner, number| {
                let mut outer = vec![number << 3 | 2];
                prost::encoding::encode_varint(inner.len() as u64, &mut outer);
                [outer, inner].concat()
            })
        };
        for (what, numbers) in [
            ("spans", [1, 2].as_slice()),
            ("values of one attribute", &[1, 2, 2, 9]),
            ("values deep in another", &[1, 2, 2, 9, 2, 6, 1, 2, 5, 1, 6, 1]),
        ] {
            assert!(check(&fill(numbers), Request::Traces).unwrap_err().0.contains("more than"), "{what}");
        }
        assert!(check(&[10, 0].repeat(MOST_MESSAGES + 1), Request::Logs).unwrap_err().0.contains("more than"));
    }

    #[test]
    fn nothing_hides_from_the_count() {
        for (what, body) in [
            ("a group", [0x0b, 0x0c].as_slice()),
            ("a number that does not end", &[0xff; 11]),
            ("a length beyond the end", &[0x0a, 5, 0]),
            ("a length beyond all memory", &[0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
            ("a fixed number cut short", &[0x09, 0, 0]),
            ("a reserved type", &[0x0f]),
        ] {
            assert!(check(body, Request::Traces).is_err(), "{what}");
        }
    }
}
