//! The app answers what is sent to it: the benchmark measures work that is done.

use dash::CheckedApp;
use dash_benches::data::{CALLBACKS, LAYOUT_ROWS, POINTS, ROWS};
use dash_benches::ours::{Size, app};
use dash_benches::payloads;
use serde_json::{Value, json};

async fn answer(app: &CheckedApp, name: &str) -> Value {
    let body = payloads::all().into_iter().find(|(workload, _)| *workload == name).expect("it has a body").1;
    let answer = app.update(body, ()).await.expect("the callback succeeds");
    serde_json::from_slice(&answer.body.expect("it changes something")).expect("answers are JSON")
}

fn response(id: &str, property: &str, value: &Value) -> Value {
    json!({"multi": true, "response": {id: {property: value}}})
}

#[tokio::test]
async fn every_body_is_answered() {
    let app = app(Size::Small).into_checked().expect("the app is right");
    for (name, id, value) in [
        ("w1", "out", json!("clicked 7 times")),
        ("w1s", "sync-out", json!("clicked 7 times")),
        ("w3", "sum", json!(3 * (0..200).sum::<i32>())),
        ("w5", "count", json!(ROWS)),
        ("w6", "waited", json!("slept 1")),
        ("w7", "blocked", json!("slept 1")),
    ] {
        assert_eq!(answer(&app, name).await, response(id, "children", &value), "{name}");
    }
    let wide = answer(&app, "w2").await;
    assert_eq!(wide["response"]["w2o19"], json!({"children": "input value 19/state value 19"}));
    assert_eq!(wide["response"].as_object().map(serde_json::Map::len), Some(20));
    let figure = answer(&app, "w4").await;
    let trace = &figure["response"]["graph"]["figure"]["data"][0];
    assert_eq!(trace["x"].as_array().map(Vec::len), Some(POINTS as usize));
    assert_eq!((&trace["x"][250], trace["y"].as_array().map(Vec::len)), (&json!(2.5), Some(POINTS as usize)));
}

#[test]
fn the_large_app_is_as_large_as_is_said() {
    let app = app(Size::Large).into_checked().expect("the app is right");
    let layout: Value = serde_json::from_slice(app.fixed_layout().expect("it is fixed")).unwrap();
    let rows = layout["props"]["children"].as_array().expect("rows");
    assert_eq!(rows.len(), LAYOUT_ROWS as usize);
    assert!(rows.iter().all(|row| row["props"]["children"].as_array().is_some_and(|cells| cells.len() == 4)));
    let dependencies: Vec<Value> = serde_json::from_slice(app.dependencies()).unwrap();
    assert_eq!(dependencies.len(), CALLBACKS as usize);
}

#[test]
fn requests_are_as_large_as_is_said() {
    let sizes = payloads::all().into_iter().map(|(name, body)| (name, body.len()));
    let sizes: std::collections::HashMap<_, _> = sizes.collect();
    assert_eq!((sizes["w1"], sizes["w2"]), (201, 3498), "as the browser sends them");
    assert!((950_000..1_050_000).contains(&sizes["w5"]), "{}", sizes["w5"]);
}
