//! From a view to what a template renders: a field a name, without the map between.

use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};
use tera::{Context, Error, Value};

use crate::site::asked::Asked;

/// The fields of a view, which is a struct, under their names, as far as they are asked for. `Context::from_serialize`
/// gives the same by way of a map and a copy of every name, which is more work than the values are.
pub(in crate::site) fn context(view: &impl Serialize, asked: &Asked) -> Result<Context, Error> {
    view.serialize(Fields(asked)).map_err(|Wrong(error)| error)
}

struct Fields<'a>(&'a Asked);

#[derive(Debug)]
struct Wrong(Error);

impl std::error::Error for Wrong {}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::ser::Error for Wrong {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(Error::message(message.to_string()))
    }
}

struct Named<'a> {
    context: Context,
    asked: &'a Asked,
    place: usize,
    /// The fields so far, where they aren't known.
    fields: Vec<&'static str>,
}

impl SerializeStruct for Named<'_> {
    type Ok = Context;
    type Error = Wrong;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Wrong> {
        if self.asked.has_field(self.place, name) {
            self.context.insert_value(name, Value::try_from_serializable(value).map_err(Wrong)?);
        }
        self.place += 1;
        if !self.asked.knows_fields() {
            self.fields.push(name);
        }
        Ok(())
    }

    fn end(self) -> Result<Context, Wrong> {
        if !self.asked.knows_fields() {
            self.asked.learn(&self.fields);
        }
        Ok(self.context)
    }
}

/// Methods that refuse what is no struct.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*)),* $(,)?) => {
        $(fn $method(self, $(_: $argument),*) -> Result<Context, Wrong> { Err(Wrong::custom(NO_STRUCT)) })*
    };
}

const NO_STRUCT: &str = "a view is a struct";

impl<'a> Serializer for Fields<'a> {
    type Ok = Context;
    type Error = Wrong;
    type SerializeSeq = Impossible<Context, Wrong>;
    type SerializeTuple = Impossible<Context, Wrong>;
    type SerializeTupleStruct = Impossible<Context, Wrong>;
    type SerializeTupleVariant = Impossible<Context, Wrong>;
    type SerializeMap = Impossible<Context, Wrong>;
    type SerializeStruct = Named<'a>;
    type SerializeStructVariant = Impossible<Context, Wrong>;

    refuse! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_f32(f32),
        serialize_f64(f64), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]), serialize_none(),
        serialize_unit(), serialize_unit_struct(&'static str), serialize_unit_variant(&'static str, u32, &'static str),
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Named<'a>, Wrong> {
        Ok(Named { context: Context::new(), asked: self.0, place: 0, fields: Vec::new() })
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Context, Wrong> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Context, Wrong> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Context, Wrong> {
        Err(Wrong::custom(NO_STRUCT))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Wrong> {
        Err(Wrong::custom(NO_STRUCT))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Wrong> {
        Err(Wrong::custom(NO_STRUCT))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Wrong> {
        Err(Wrong::custom(NO_STRUCT))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Wrong> {
        Err(Wrong::custom(NO_STRUCT))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Wrong> {
        Err(Wrong::custom(NO_STRUCT))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Wrong> {
        Err(Wrong::custom(NO_STRUCT))
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::site::asked::AskedBy;

    #[derive(Serialize)]
    struct View {
        title: String,
        html: Value,
        list: Vec<Option<u8>>,
    }

    #[test]
    fn gives_what_the_way_by_a_map_gives() {
        let view = View { title: "a".into(), html: Value::safe_string("<b>"), list: vec![Some(1), None] };
        let everything = AskedBy::default();
        let asked = everything.template("page.html");
        assert_eq!(context(&view, asked).unwrap(), Context::from_serialize(&view).unwrap());
        assert!(context(&"text", asked).is_err());
        let some = AskedBy::of(&[("page.html", "{{ title }}")]);
        let context = context(&view, some.template("page.html")).unwrap();
        assert!(context.contains_key("title") && !context.contains_key("list"));
    }
}
