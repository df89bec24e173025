//! A list whose elements stand at different places of a request.

use serde::de::value::SeqDeserializer;
use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;

use crate::wire::Item;

/// The values that `ALL` or `ALLSMALLER` stands for, read as one JSON list without making one.
#[derive(Clone, Copy)]
pub(super) struct List<'a>(pub(super) &'a [Item<'a>]);

impl<'de> Deserializer<'de> for List<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let mut values = SeqDeserializer::new(self.0.iter().map(|item| item.value.unwrap_or(RawValue::NULL)));
        let list = visitor.visit_seq(&mut values)?;
        values.end()?;
        Ok(list)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Numbers(Vec<Option<u8>>);

    /// C33, C35: values may be absent, and so may all of them.
    #[test]
    fn c35_elements_are_decoded_each_from_its_own_text() {
        let items = |json: &'static str| serde_json::from_str::<Vec<Item<'_>>>(json).unwrap();
        let numbers = items(r#"[{"id": "a", "property": "x", "value": 1}, {"id": "b", "property": "x"}]"#);
        let numbers = List(&numbers);
        assert_eq!(Vec::<Option<u8>>::deserialize(numbers).unwrap(), [Some(1), None]);
        assert_eq!(Numbers::deserialize(numbers).unwrap(), Numbers(vec![Some(1), None]));
        assert_eq!(Option::<Vec<Option<u8>>>::deserialize(numbers).unwrap(), Some(vec![Some(1), None]));
        assert_eq!(serde_json::Value::deserialize(numbers).unwrap(), serde_json::json!([1, null]));
        assert_eq!(Vec::<Box<RawValue>>::deserialize(numbers).unwrap()[1].get(), "null");
        assert_eq!(<(u8, Option<u8>)>::deserialize(numbers).unwrap(), (1, None));
        assert!(<(u8,)>::deserialize(numbers).is_err());
        assert_eq!(Vec::<u8>::deserialize(List(&[])).unwrap(), [0; 0]);
        let text = items(r#"[{"id": "a", "property": "x", "value": "a"}]"#);
        let error = Vec::<u8>::deserialize(List(&text)).unwrap_err().to_string();
        assert!(error.contains("invalid type: string"), "{error}");
    }
}
