//! What a callback sets beside its outputs: Dash's `set_props`.

use crate::component_id::ComponentId;
use crate::value::{Map, Value};

/// New values by component and property; a later one for the same property wins.
#[derive(Debug, Default)]
pub(crate) struct SideUpdate(Map);

impl SideUpdate {
    /// Sets properties of one component.
    pub(crate) fn set(&mut self, id: &ComponentId, props: Map) {
        let id = id.to_string();
        let mut merged = match self.0.get(&id) {
            Some(Value::Map(earlier)) => earlier.clone(),
            _ => Map::new(),
        };
        for (property, value) in props.0 {
            merged = merged.with(property, value);
        }
        self.0 = std::mem::take(&mut self.0).with(id, merged);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.0.is_empty()
    }

    /// The answer up to the members of `response`.
    pub(crate) fn prefix(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::with_capacity(128);
        json.extend_from_slice(br#"{"multi":true,"#);
        if !self.is_empty() {
            json.extend_from_slice(br#""sideUpdate":"#);
            serde_json::to_writer(&mut json, &self.0)?;
            json.push(b',');
        }
        json.extend_from_slice(br#""response":{"#);
        Ok(json)
    }
}
