//! The keys that say where else, how long and how often a callback runs.

use syn::{LitInt, LitStr};

use crate::errors::Errors;
use crate::parse::{Attribute, Count, Text};

/// What is said of the calls of a callback.
pub(crate) struct Limits<'a> {
    pub(crate) api_endpoint: Option<&'a LitStr>,
    /// In milliseconds.
    pub(crate) timeout: Option<u64>,
    pub(crate) concurrency: Option<&'a LitInt>,
}

/// Checks the values of the keys.
pub(crate) fn limits<'a>(attribute: &'a Attribute, errors: &mut Errors) -> Limits<'a> {
    if let Some(Text(path)) = &attribute.api_endpoint {
        let text = path.value();
        let is_plain = |name: &str| {
            !name.is_empty()
                && name.is_ascii()
                && !name.contains(['{', '}', ':', '*', '?', '#', '"', '<', ' '])
        };
        if !text.strip_prefix('/').is_some_and(|names| names.split('/').all(is_plain)) {
            let message = "expected a path of plain names, such as `\"/api/total\"`";
            errors.on(path, format!("{message}, found `{text}`"));
        }
    }
    if let Some(Count(calls)) = &attribute.concurrency
        && !calls.base10_parse::<usize>().is_ok_and(|calls| calls > 0)
    {
        errors.on(calls, format!("expected how many calls may run at a time, from 1, found `{calls}`"));
    }
    Limits {
        api_endpoint: attribute.api_endpoint.as_ref().map(|path| &path.0),
        timeout: attribute.timeout.as_ref().and_then(|text| errors.ok(milliseconds(&text.0))),
        concurrency: attribute.concurrency.as_ref().map(|calls| &calls.0),
    }
}

/// Reads `"1500ms"`, `"5s"`, `"2m"` or `"1h"`.
fn milliseconds(literal: &LitStr) -> syn::Result<u64> {
    let text = literal.value();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let factor = match unit {
        "ms" => Some(1),
        "s" => Some(1000),
        "m" => Some(60_000),
        "h" => Some(3_600_000),
        _ => None,
    };
    let time =
        number.parse().ok().zip(factor).and_then(|(number, factor): (u64, u64)| number.checked_mul(factor));
    time.filter(|time| *time > 0).ok_or_else(|| {
        let expected = "expected a time above zero, such as `\"500ms\"`, `\"5s\"`, `\"2m\"` or `\"1h\"`";
        syn::Error::new(literal.span(), format!("{expected}, found `{text}`"))
    })
}
