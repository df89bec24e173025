//! The short list of differences that are meant.

/// A difference between the two halves that is meant.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// By which a request says that its answers differ like this.
    pub name: &'static str,
    /// What may differ.
    pub what: &'static str,
    /// Why that is no harm.
    pub why: &'static str,
}

/// Every difference that is meant. How JSON is spelt is no difference: see [`Json`](super::Json).
///
/// The first ones hold everywhere. The others only where a request names them; it then says what our answer is, and that
/// is compared as strictly as anything else.
pub const ALLOWED: &[Allowed] = &[
    Allowed {
        name: "error-body",
        what: "the body and the media type of an answer whose status is not 200",
        why: "the renderer shows it to a person; Python's is an HTML page of its web framework",
    },
    Allowed {
        name: "id-spelling",
        what: "escapes in the text of an id that is made of keys",
        why: "Dash writes `\\.`, which is no JSON and which the renderer cannot read, and escapes what is not ASCII, which \
              the renderer's own text of the id does not have (protocol.md 4.2, 4.3)",
    },
    Allowed {
        name: "distinct-outputs",
        what: "the hash in `output` where Dash has the same text for two callbacks, or makes it of the source file's path",
        why: "the renderer only echoes it; in Dash the later callback replaces the earlier one (protocol.md 4.5)",
    },
    Allowed {
        name: "inline-function",
        what: "the script around an inline clientside function",
        why: "it has the same effect: the function is a member of that name (protocol.md 8)",
    },
    Allowed {
        name: "page-configuration",
        what: "some keys of the page's configuration",
        why: "they are about Python, about this very page load, or switch off what asks other companies' servers",
    },
];
