//! What a callback sets beside its outputs: Dash's `set_props`.

use serde::ser::{Serialize, Serializer};

use crate::component_id::ComponentId;
use crate::value::{self, Map};

/// New values by component and property; a later one for the same property wins.
#[derive(Debug, Default)]
pub(crate) struct SideUpdate(Vec<(String, Map)>);

impl SideUpdate {
    /// Sets properties of one component.
    pub(crate) fn set(&mut self, id: &ComponentId, props: Map) {
        let id = id.to_string();
        match self.0.iter_mut().find(|(known, _)| *known == id) {
            Some((_, merged)) => {
                props.0.into_iter().for_each(|(name, value)| value::set(&mut merged.0, name, value));
            }
            None => self.0.push((id, props)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answer up to the value of `response`.
    pub(crate) fn prefix(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::with_capacity(128);
        json.extend_from_slice(br#"{"multi":true,"#);
        if !self.is_empty() {
            json.extend_from_slice(br#""sideUpdate":"#);
            serde_json::to_writer(&mut json, self)?;
            json.push(b',');
        }
        json.extend_from_slice(br#""response":"#);
        Ok(json)
    }
}

impl Serialize for SideUpdate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, props)| (id, props)))
    }
}
