//! What the servers are asked to do; the names are those of the project's design.

/// Something that is measured.
#[derive(Debug)]
pub(super) struct Workload {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) request: Request,
    pub(super) connections: u32,
    /// What may be sent back compressed, and how; none is what most of the JSON is compared with.
    pub(super) encoding: &'static str,
    /// How many times what the tuned server takes we may take.
    pub(super) limit: f64,
    /// The same of the 99th percentile of the time to answer, where that is asked for.
    pub(super) p99_limit: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Request {
    /// A callback, with the body of the workload's name.
    Callback,
    /// Something of the app with the large layout.
    Get(&'static str),
}

/// What Chromium accepts.
const BROWSER: &str = "gzip, deflate, br, zstd";

/// Where answers are large, compressing them would be measured and nothing else.
const NOTHING: &str = "";

const CALLBACK: Workload = Workload {
    name: "",
    about: "",
    request: Request::Callback,
    connections: 32,
    encoding: BROWSER,
    limit: 1.2,
    p99_limit: None,
};

/// All of them.
pub(super) const WORKLOADS: &[Workload] = &[
    Workload { name: "w1", about: "one input, one output, async", ..CALLBACK },
    Workload { name: "w1s", about: "the same, a plain function", ..CALLBACK },
    Workload { name: "w2", about: "20 inputs, 20 states, 20 outputs", ..CALLBACK },
    Workload { name: "w3", about: "`ALL` over 200 components, one output", ..CALLBACK },
    Workload {
        name: "w4",
        about: "figure of 2 x 100,000 numbers as JSON lists",
        connections: 8,
        encoding: NOTHING,
        limit: 1.1,
        ..CALLBACK
    },
    Workload { name: "w5", about: "1 MB of rows in, decoded into structs", ..CALLBACK },
    Workload {
        name: "w6",
        about: "100 ms of waiting, async, 1,000 connections",
        connections: 1000,
        p99_limit: Some(1.1),
        ..CALLBACK
    },
    Workload { name: "w7", about: "100 ms of blocking, 100 connections", connections: 100, ..CALLBACK },
    Workload {
        name: "w8a",
        about: "layout of 5,000 components",
        request: Request::Get("/_dash-layout"),
        encoding: NOTHING,
        ..CALLBACK
    },
    Workload {
        name: "w8az",
        about: "the same, as a browser gets it: ours is compressed",
        request: Request::Get("/_dash-layout"),
        ..CALLBACK
    },
    Workload {
        name: "w8b",
        about: "dependencies of 500 callbacks",
        request: Request::Get("/_dash-dependencies"),
        encoding: NOTHING,
        ..CALLBACK
    },
];

impl Workload {
    /// Whether it is the app with the large layout that is asked.
    pub(super) fn is_large(&self) -> bool {
        matches!(self.request, Request::Get(_))
    }

    /// Whether a callback waits without blocking, which Dash on Flask does only when it is told to.
    pub(super) fn needs_async(&self) -> bool {
        self.name == "w6"
    }
}
