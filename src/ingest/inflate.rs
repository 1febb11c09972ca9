//! Bodies as they were before they were compressed, never beyond a limit.
//!
//! zstd is not among the encodings: its decoders are C or large, and none of the SDKs sends it.

use std::borrow::Cow;
use std::io::{self, Read};

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState, StandardAlloc};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// How much is unpacked at a time, in bytes.
const BLOCK: usize = 16 * 1_024;

/// Why a body could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InflateError {
    /// An encoding that is not known here, or several of them (415).
    #[error("the content encoding is none of gzip, deflate and br")]
    Unknown,
    /// It is not what its encoding says, or ends too early (400).
    #[error("the body is not in the encoding that it names")]
    Corrupt,
    /// Unpacked it is larger than may be (413).
    #[error("the body is too large")]
    TooLarge,
}

/// Unpacks a body by its `Content-Encoding`. Stops at `limit` bytes, also where the body was not packed at all.
///
/// Beside what it returns it takes a window: 32 KiB, of brotli up to 16 MiB, growing as that is filled.
pub fn inflate<'a>(encoding: Option<&str>, body: &'a [u8], limit: usize) -> Result<Cow<'a, [u8]>, InflateError> {
    let unpacked = match encoding.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "" | "identity" if body.len() > limit => return Err(InflateError::TooLarge),
        "" | "identity" => return Ok(Cow::Borrowed(body)),
        "gzip" | "x-gzip" => read(MultiGzDecoder::new(body), limit),
        // The name means zlib, but some take it by its word and send the bare stream.
        "deflate" => match read(ZlibDecoder::new(body), limit) {
            Err(InflateError::Corrupt) => read(DeflateDecoder::new(body), limit),
            other => other,
        },
        "br" => read(Brotli::new(body), limit),
        _ => return Err(InflateError::Unknown),
    };
    unpacked.map(Cow::Owned)
}

fn read(mut packed: impl Read, limit: usize) -> Result<Vec<u8>, InflateError> {
    let mut unpacked = Vec::new();
    let mut block = [0; BLOCK];
    loop {
        let count = packed.read(&mut block).map_err(|_| InflateError::Corrupt)?;
        let Some(read) = block.get(..count).filter(|read| !read.is_empty()) else { return Ok(unpacked) };
        let room = limit - unpacked.len();
        if read.len() > room {
            return Err(InflateError::TooLarge);
        }
        // Doubled, as any vector is, but not beyond the limit.
        if unpacked.capacity() - unpacked.len() < read.len() {
            unpacked.reserve_exact(unpacked.len().max(BLOCK).min(room));
        }
        unpacked.extend_from_slice(read);
    }
}

/// A brotli stream of RFC 7932. The library's own reader also takes the extension with windows of up to 1 GiB.
struct Brotli<'a> {
    state: BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>,
    packed: &'a [u8],
    at: usize,
    is_done: bool,
}

impl<'a> Brotli<'a> {
    fn new(packed: &'a [u8]) -> Self {
        let alloc = StandardAlloc::default;
        Self { state: BrotliState::new_strict(alloc(), alloc(), alloc()), packed, at: 0, is_done: false }
    }
}

impl Read for Brotli<'_> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let (mut left, mut room, mut count, mut total) = (self.packed.len() - self.at, block.len(), 0, 0);
        if self.is_done {
            return if left == 0 { Ok(0) } else { Err(io::ErrorKind::InvalidData.into()) };
        }
        let result = BrotliDecompressStream(
            &mut left,
            &mut self.at,
            self.packed,
            &mut room,
            &mut count,
            block,
            &mut total,
            &mut self.state,
        );
        match result {
            BrotliResult::NeedsMoreOutput => Ok(count),
            BrotliResult::ResultSuccess => {
                self.is_done = true;
                if count == 0 { self.read(block) } else { Ok(count) }
            }
            BrotliResult::NeedsMoreInput | BrotliResult::ResultFailure => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::{InflateError, inflate};

    /// `hello`, as Node packs it.
    const HELLO_BR: [u8; 9] = [0x0b, 0x02, 0x80, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x03];

    /// 16 MiB of zeros, as Node packs them.
    const BOMB_BR: &str = "cbffff3ff82700e2b14020f7fe2ffffffff04f00c4611180eefd1f";

    /// `ab` 50,000 times with the extension's window of 1 GiB.
    const LARGE_WINDOW_BR: &str = "115e7d1a067ea930b1b82c0c80e51720";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn every_encoding_is_undone() {
        for (encoding, body) in [
            (None, b"hello".to_vec()),
            (Some(""), b"hello".to_vec()),
            (Some("identity"), b"hello".to_vec()),
            (Some(" GZip "), gzip(b"hello")),
            (Some("x-gzip"), [gzip(b"hel"), gzip(b"lo")].concat()),
            (Some("deflate"), zlib(b"hello")),
            (Some("deflate"), deflate(b"hello")),
            (Some("br"), HELLO_BR.to_vec()),
        ] {
            assert_eq!(inflate(encoding, &body, 5).as_deref(), Ok(b"hello".as_slice()), "{encoding:?}");
            assert_eq!(inflate(encoding, &body, 4), Err(InflateError::TooLarge), "{encoding:?}");
        }
    }

    #[test]
    fn what_is_not_in_its_encoding_is_corrupt() {
        for (encoding, body) in [("gzip", gzip(b"hello")), ("deflate", zlib(b"hello")), ("br", HELLO_BR.to_vec())] {
            for end in 0..body.len() {
                assert_eq!(inflate(Some(encoding), &body[..end], 99), Err(InflateError::Corrupt), "{encoding} {end}");
            }
            assert_eq!(inflate(Some(encoding), b"{\"a\":1}", 99), Err(InflateError::Corrupt), "{encoding}");
        }
        let flipped: Vec<u8> = gzip(b"hello").into_iter().rev().collect();
        assert_eq!(inflate(Some("gzip"), &flipped, 99), Err(InflateError::Corrupt));
        let followed = [HELLO_BR.as_slice(), b"x"].concat();
        assert_eq!(inflate(Some("br"), &followed, 99), Err(InflateError::Corrupt));
        assert_eq!(inflate(Some("br"), &hex::decode(LARGE_WINDOW_BR).unwrap(), 99), Err(InflateError::Corrupt));
    }

    #[test]
    fn other_encodings_and_several_are_unknown() {
        for encoding in ["zstd", "gzip, gzip", "gzip,br", "identity, gzip", "compress", "*", "gzip;q=1"] {
            assert_eq!(inflate(Some(encoding), &gzip(b"hello"), 99), Err(InflateError::Unknown), "{encoding}");
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let (zeros, limit) = (vec![0; 16 << 20], 1 << 20);
        for (encoding, body) in [
            ("gzip", gzip(&zeros)),
            ("gzip", gzip(&zeros[..1 << 10]).repeat(2_000)),
            ("deflate", zlib(&zeros)),
            ("deflate", deflate(&zeros)),
            ("br", hex::decode(BOMB_BR).unwrap()),
        ] {
            assert_eq!(inflate(Some(encoding), &body, limit), Err(InflateError::TooLarge), "{encoding}");
        }
        let whole = inflate(Some("br"), &hex::decode(BOMB_BR).unwrap(), zeros.len()).unwrap().into_owned();
        assert!(whole == zeros && whole.capacity() == zeros.len());
    }
}
