//! Patches, from the operations to the JSON of the answer.

use crate::support::{app, ask, request, ui};
use dash_core::{
    Call, Callback, Component, IntoReply, Map, Num, Patch, PatchKey, PatchLocation, Str, Update, Value,
    WritesProp,
};
use serde_json::{Value as AnyJson, json};

/// What is written; a patch that is serialized by itself looks the same as one among other values.
fn written(patch: &Patch) -> AnyJson {
    let value = serde_json::to_value(Value::from(patch.clone())).unwrap();
    assert_eq!(serde_json::to_value(patch).unwrap(), value);
    value
}

fn operations(patch: &Patch) -> AnyJson {
    let mut written = written(patch);
    assert_eq!(written["__dash_patch_update"], "__dash_patch_update");
    written["operations"].take()
}

/// Where the one operation of a patch is to happen.
fn place(location: impl Into<PatchLocation>) -> AnyJson {
    operations(&Patch::new().at(location).reverse())[0]["location"].take()
}

/// Names and parameters are those of `protocol.md` 5.6.
#[test]
fn c46_every_operation_has_its_wire_name_and_parameters() {
    let at = |location: &'static str| Patch::new().at(location);
    for (patch, name, params) in [
        (at("x").assign("last"), "Assign", json!({"value": "last"})),
        (at("x").delete(), "Delete", json!({})),
        (at("x").merge([("z", 1)]), "Merge", json!({"value": {"z": 1}})),
        (at("x").append(4), "Append", json!({"value": 4})),
        (at("x").prepend(0), "Prepend", json!({"value": 0})),
        (at("x").extend([7, 8]), "Extend", json!({"value": [7, 8]})),
        (at("x").insert(-1, "i"), "Insert", json!({"value": "i", "index": -1})),
        (at("x").remove(7), "Remove", json!({"value": 7})),
        (at("x").clear(), "Clear", json!({})),
        (at("x").reverse(), "Reverse", json!({})),
        (at("x").add("text"), "Add", json!({"value": "text"})),
        (at("x").sub(1), "Sub", json!({"value": 1})),
        (at("x").mul(0.5), "Mul", json!({"value": 0.5})),
        (at("x").div(2), "Div", json!({"value": 2})),
    ] {
        let expected = json!([{"operation": name, "location": ["x"], "params": params}]);
        assert_eq!(operations(&patch), expected);
    }
}

#[test]
fn a_patch_of_nothing_has_no_operations() {
    assert_eq!(
        written(&Patch::new()),
        json!({"__dash_patch_update": "__dash_patch_update", "operations": []})
    );
}

#[test]
fn without_a_place_an_operation_is_about_the_whole_property() {
    let patches = [
        (Patch::new().append(1), Patch::new().at(()).append(1)),
        (Patch::new().prepend(1), Patch::new().at(()).prepend(1)),
        (Patch::new().extend(vec!["a"]), Patch::new().at(()).extend(vec!["a"])),
        (Patch::new().insert(-1, 1), Patch::new().at(()).insert(-1, 1)),
        (Patch::new().remove(1), Patch::new().at(()).remove(1)),
        (Patch::new().clear(), Patch::new().at(()).clear()),
        (Patch::new().reverse(), Patch::new().at(()).reverse()),
        (Patch::new().merge(Map::new()), Patch::new().at(()).merge(Map::new())),
        (Patch::new().add("!"), Patch::new().at(()).add("!")),
        (Patch::new().sub(0.5), Patch::new().at(()).sub(0.5)),
        (Patch::new().mul(2), Patch::new().at(()).mul(2)),
        (Patch::new().div(2), Patch::new().at(()).div(2)),
    ];
    for (whole, at_nothing) in patches {
        assert_eq!(operations(&whole), operations(&at_nothing));
        assert_eq!(operations(&whole)[0]["location"], json!([]));
    }
}

#[test]
fn a_place_is_a_key_an_index_or_several() {
    assert_eq!(place(()), json!([]));
    assert_eq!(place("a"), json!(["a"]));
    assert_eq!(place(String::from("a")), json!(["a"]));
    assert_eq!(place(Str::from("a")), json!(["a"]));
    assert_eq!(place(-1), json!([-1]));
    assert_eq!(place(7_usize), json!([7]));
    assert_eq!(place(("a",)), json!(["a"]));
    assert_eq!(place(("data", 0, "y", -2, String::from("z"), 3_u64)), json!(["data", 0, "y", -2, "z", 3]));
    assert_eq!(place(["a", "b"]), json!(["a", "b"]));
    assert_eq!(place(vec![PatchKey::from("a"), 1.into()]), json!(["a", 1]));
}

#[test]
fn places_go_on_where_the_last_one_ended() {
    let patch = Patch::new().at("layout").at(("title", "text")).assign("x").at("data").clear();
    let operations = operations(&patch);
    assert_eq!(operations[0]["location"], json!(["layout", "title", "text"]));
    assert_eq!(operations[1]["location"], json!(["data"]));
}

#[test]
fn values_may_hold_components() {
    let line = || Component::from(ui::Line::new().width(2));
    let patch = Patch::new().append(line()).at((0, "props")).merge(Map::new().with("children", [line()]));
    let line = json!({"type": "Line", "namespace": "ui_components", "props": {"width": 2}});
    let operations = operations(&patch);
    assert_eq!(operations[0]["params"]["value"], line);
    assert_eq!(operations[1]["params"]["value"], json!({"children": [line]}));
}

/// A callback from `in.value` to `out.children`.
fn one<R: IntoReply<1> + 'static>(work: fn() -> R) -> Callback {
    Callback::builder("one")
        .output(("out", "children"))
        .input(("in", "value"))
        .handler(move |_| Ok(Call::blocking(move || work().into_reply())))
}

#[test]
fn a_patch_is_returned_like_any_other_value() {
    let expected = written(&Patch::new().append(1));
    for callback in [
        one(|| Patch::new().append(1)),
        one(|| Update::Set(Patch::new().append(1))),
        one(|| Ok::<_, String>((Patch::new().append(1),))),
        one(|| Some(Patch::new().append(1))),
    ] {
        let answer = ask(&app([callback]), &request(&json!(1))).unwrap().unwrap();
        assert_eq!(answer["response"], json!({"out": {"children": expected}}));
    }
}

#[test]
fn a_patch_fits_a_typed_output_of_every_kind() {
    fn fits<T: WritesProp<bool> + WritesProp<Num> + WritesProp<Str> + WritesProp<Map> + WritesProp<Value>>(
        _: T,
    ) {
    }
    fits(Patch::new());
    fits(Update::Set(Patch::new()));
    fits(Some(Patch::new()));
}
