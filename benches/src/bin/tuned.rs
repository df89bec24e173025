//! The callbacks by hand on axum, as fast as we know how: the request is borrowed, each value is decoded once into the
//! callback's own type, the answer is written into a buffer of the right size, the page is kept as bytes.
//!
//! It checks nothing, knows no context, no cookie and no error: it is what there is no getting below.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use dash_benches::data::{Row, figure};
use dash_benches::peer::{payload, serve};
use mimalloc::MiMalloc;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    output: Cow<'a, str>,
    #[serde(borrow)]
    inputs: Vec<Argument<'a>>,
    #[serde(borrow, default)]
    state: Vec<Argument<'a>>,
}

#[derive(Deserialize)]
struct Property<'a> {
    #[serde(borrow)]
    value: &'a RawValue,
}

enum Argument<'a> {
    One(Property<'a>),
    Many(Vec<Property<'a>>),
}

/// By hand, since an untagged enum would read the JSON into a tree first.
impl<'de: 'a, 'a> Deserialize<'de> for Argument<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Either<'a> {
            type Value = Argument<'a>;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a property or a list of them")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Property::deserialize(MapAccessDeserializer::new(map)).map(Argument::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Argument::Many)
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// An argument that is not what the callback takes.
struct Unfit;

impl<'a> Argument<'a> {
    fn one<T: Deserialize<'a>>(&self) -> Result<T, Unfit> {
        match self {
            Self::One(property) => serde_json::from_str(property.value.get()).map_err(|_| Unfit),
            Self::Many(_) => Err(Unfit),
        }
    }

    fn numbers(&self) -> Result<Vec<i64>, Unfit> {
        let Self::Many(items) = self else { return Err(Unfit) };
        items.iter().map(|item| serde_json::from_str(item.value.get()).map_err(|_| Unfit)).collect()
    }
}

/// `{"multi":true,"response":{ID:{PROPERTY:VALUE},..}}`
struct Reply<'a, T>(&'a [(&'a str, &'a str, T)]);

struct ById<'a, T>(&'a [(&'a str, &'a str, T)]);

struct One<'a, T>(&'a str, &'a T);

impl<T: Serialize> Serialize for Reply<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("multi", &true)?;
        map.serialize_entry("response", &ById(self.0))?;
        map.end()
    }
}

impl<T: Serialize> Serialize for ById<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, property, value)| (id, One(property, value))))
    }
}

impl<T: Serialize> Serialize for One<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.0, self.1)])
    }
}

fn json(body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(body.into().into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn reply<T: Serialize>(size: usize, values: &[(&str, &str, T)]) -> Response {
    let mut body = Vec::with_capacity(size);
    match serde_json::to_writer(&mut body, &Reply(values)) {
        Ok(()) => json(body),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn update(body: Bytes) -> Response {
    let Ok(request) = serde_json::from_slice::<Request<'_>>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    answer(&request).await.unwrap_or_else(|Unfit| StatusCode::BAD_REQUEST.into_response())
}

async fn answer(request: &Request<'_>) -> Result<Response, Unfit> {
    let first = request.inputs.first().ok_or(Unfit)?;
    Ok(match &*request.output {
        "out.children" => {
            let n: u64 = first.one()?;
            reply(128, &[("out", "children", format!("clicked {n} times"))])
        }
        "sync-out.children" => {
            let n: u64 = first.one()?;
            let text = tokio::task::spawn_blocking(move || format!("clicked {n} times")).await;
            reply(128, &[("sync-out", "children", text.map_err(|_| Unfit)?)])
        }
        "sum.children" => reply(128, &[("sum", "children", first.numbers()?.iter().sum::<i64>())]),
        "graph.figure" => reply(2 << 20, &[("graph", "figure", figure())]),
        "count.children" => reply(128, &[("count", "children", first.one::<Vec<Row>>()?.len())]),
        "waited.children" => {
            let n: u64 = first.one()?;
            tokio::time::sleep(Duration::from_millis(100)).await;
            reply(128, &[("waited", "children", format!("slept {n}"))])
        }
        "blocked.children" => {
            let n: u64 = first.one()?;
            let block = || std::thread::sleep(Duration::from_millis(100));
            tokio::task::spawn_blocking(block).await.map_err(|_| Unfit)?;
            reply(128, &[("blocked", "children", format!("slept {n}"))])
        }
        wide if wide.starts_with("..w2o0.") => {
            let mut values = Vec::with_capacity(20);
            for (at, (input, state)) in request.inputs.iter().zip(&request.state).enumerate() {
                let text = format!("{}/{}", input.one::<String>()?, state.one::<String>()?);
                values.push((format!("w2o{at}"), text));
            }
            let values: Vec<_> = values.iter().map(|(id, text)| (id.as_str(), "children", text)).collect();
            reply(2048, &values)
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    })
}

#[derive(Clone)]
struct Page {
    layout: Bytes,
    dependencies: Bytes,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let page =
        Page { layout: payload("layout.json")?.into(), dependencies: payload("dependencies.json")?.into() };
    let routes = Router::new()
        .route("/_dash-update-component", post(update))
        .route("/_dash-layout", get(async |State(page): State<Page>| json(page.layout)))
        .route("/_dash-dependencies", get(async |State(page): State<Page>| json(page.dependencies)));
    serve(routes.with_state(page)).await
}
