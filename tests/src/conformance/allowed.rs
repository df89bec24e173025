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
/// The first ones hold everywhere. The others hold only where a request names them; it then says what our answer is,
/// and that is compared as strictly as anything else.
pub const ALLOWED: &[Allowed] = &[
    Allowed {
        name: "error-body",
        what: "the body and the media type of an answer whose status is not 200",
        why: "the renderer shows it to a person; Python's is an HTML page of its web framework",
    },
    Allowed {
        name: "id-spelling",
        what: "escapes in the text of an id that is made of keys",
        why: "Dash writes `\\.`, which is no JSON and which the renderer cannot read, and escapes what is not ASCII, \
              which the renderer does not (protocol.md 4.2, 4.3)",
    },
    Allowed {
        name: "distinct-outputs",
        what: "the hash in `output` where Dash has one text for two callbacks, or makes it of the source file's path",
        why: "the renderer only echoes it; in Dash the later callback replaces the earlier one (protocol.md 4.5)",
    },
    Allowed {
        name: "runs-at-load",
        what: "`prevent_initial_call` of a callback without inputs, where the app prevents initial calls",
        why: "it would never run, which the renderer reports as a mistake (protocol.md 7.6)",
    },
    Allowed {
        name: "inline-function",
        what: "the script around an inline clientside function, and how often the page brings it",
        why: "it has the same effect: there is a function of that name (protocol.md 8)",
    },
    Allowed {
        name: "hooks",
        what: "the line after each hook where the page makes the renderer",
        why: "it is white space; a comment at the end of a hook would go on without it",
    },
    Allowed {
        name: "page-configuration",
        what: "some keys of the page's configuration",
        why: "they are about Python, about this very page load, or switch off what asks other companies' servers",
    },
    Allowed {
        name: "checked-request",
        what: "the answer to a request for other components than were declared, or with two values for `MATCH`",
        why: "the renderer sends no such request; Dash compares less of it, we refuse it (protocol.md C38, C87)",
    },
    Allowed {
        name: "kept-effects",
        what: "the answer of a callback that sets properties, headers or cookies, and then prevents the update",
        why: "in Dash what it did is lost; here it is kept (protocol.md 5.5)",
    },
    Allowed {
        name: "endpoint-misfit",
        what: "the status where the arguments for an endpoint are not those of the callback",
        why: "it is the client's mistake, 422; Python calls the function and fails with 500",
    },
    Allowed {
        name: "on-error-reach",
        what: "the answer where `on_error` is there and what the callback was given or returned does not fit",
        why: "here `on_error` hears of every failure of a call; in Dash only of what the function itself raises",
    },
    Allowed {
        name: "triggered-unicode",
        what: "the value of `triggered` for an id of keys that is not ASCII",
        why: "Dash compares escaped texts with unescaped ones and finds none (protocol.md 4.2)",
    },
];
