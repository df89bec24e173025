//! In which encoding a client wants a body.

use axum::http::header::ACCEPT_ENCODING;
use axum::http::{HeaderMap, HeaderValue};
use dash_packages::Encoding;

/// The encoding that suits the client best of those that can be had; they come in the server's order of preference.
/// `None`: the client takes none of them.
pub(crate) fn best(headers: &HeaderMap, offered: &[Encoding]) -> Option<Encoding> {
    let wishes = Wishes::of(headers.get_all(ACCEPT_ENCODING));
    let mut best = None;
    for encoding in offered {
        let quality = wishes.quality(*encoding);
        if quality > best.map_or(0, |(quality, _)| quality) {
            best = Some((quality, *encoding));
        }
    }
    best.map(|(_, encoding)| encoding)
}

/// Whether a client with this `Accept-Encoding` would rather have gzip than nothing done.
pub(crate) fn takes_gzip(value: &HeaderValue) -> bool {
    let wishes = Wishes::of([value]);
    let gzip = wishes.quality(Encoding::Gzip);
    gzip > 0 && gzip >= wishes.quality(Encoding::Identity)
}

/// What `Accept-Encoding` says.
#[derive(Debug, Default)]
struct Wishes<'a> {
    /// Each name with its quality in thousandths.
    named: Vec<(&'a str, u16)>,
}

/// Of the identity when nobody speaks of it: accepted, and the last choice.
const UNSPOKEN: u16 = 1;

impl<'a> Wishes<'a> {
    fn of(values: impl IntoIterator<Item = &'a HeaderValue>) -> Self {
        let texts = values.into_iter().filter_map(|value| value.to_str().ok());
        let items = texts.flat_map(|text| text.split(','));
        let named = items.filter_map(|item| {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            Some((name.trim(), quality(parameters)?))
        });
        Self { named: named.collect() }
    }

    fn quality(&self, encoding: Encoding) -> u16 {
        let find = |name: &str| self.named.iter().find(|(named, _)| named.eq_ignore_ascii_case(name));
        let named = match encoding {
            Encoding::Gzip => find("gzip").or_else(|| find("x-gzip")),
            other => find(other.name()),
        };
        match (named.or_else(|| find("*")), encoding) {
            // `*` alone is no wish for the identity.
            (Some((name, quality)), Encoding::Identity) if *name == "*" => (*quality).min(UNSPOKEN),
            (Some((_, quality)), _) => *quality,
            (None, Encoding::Identity) => UNSPOKEN,
            (None, _) => 0,
        }
    }
}

/// `q=0.5` as 500; 1000 where there is none. `None` when it is no quality: the item says nothing then.
fn quality(parameters: &str) -> Option<u16> {
    let mut parameters = parameters.split(';').filter_map(|it| it.split_once('='));
    let Some((_, value)) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("q")) else {
        return Some(1000);
    };
    let value: f32 = value.trim().parse().ok()?;
    // In range, so that nothing is lost.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=1.0).contains(&value).then_some((value * 1000.0) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Brotli, Gzip, Identity};

    fn chosen(header: &str) -> Option<Encoding> {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, header.parse().unwrap())]);
        best(&headers, &[Brotli, Gzip, Identity])
    }

    #[test]
    fn the_client_comes_first_and_the_server_decides_between_equals() {
        assert_eq!(best(&HeaderMap::new(), &[Brotli, Gzip, Identity]), Some(Identity));
        for (header, expected) in [
            ("", Some(Identity)),
            ("gzip, deflate", Some(Gzip)),
            ("gzip, deflate, br, zstd", Some(Brotli)),
            ("GZIP", Some(Gzip)),
            ("x-gzip", Some(Gzip)),
            ("br;q=0.5, gzip", Some(Gzip)),
            ("br ; Q=0.5 , gzip;q=0.499", Some(Brotli)),
            ("gzip;q=0", Some(Identity)),
            ("gzip;q=0.2, identity;q=0.8", Some(Identity)),
            ("*", Some(Brotli)),
            ("*, br;q=0", Some(Gzip)),
            ("*;q=0", None),
            ("*;q=0, identity", Some(Identity)),
            ("gzip, *;q=0", Some(Gzip)),
            ("identity;q=0", None),
            ("gzip, identity;q=0", Some(Gzip)),
            ("gzip;q=many, br;q=2", Some(Identity)),
            ("gzip;level=9", Some(Gzip)),
            ("zstd", Some(Identity)),
        ] {
            assert_eq!(chosen(header), expected, "{header}");
        }
    }

    #[test]
    fn what_is_not_offered_is_not_chosen() {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("br, identity;q=0"))]);
        assert_eq!(best(&headers, &[Gzip, Identity]), None);
    }
}
