//! From a view to what a template renders: a field a name, without the map between.

use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};
use tera::{Context, Error, Value};

use crate::site::asked::{Asked, FRAME};

/// The fields of a view, which is a struct, under their names, as far as they are asked for. `Context::from_serialize`
/// gives the same by way of a map and a copy of every name, which is more work than the values are.
pub(in crate::site) fn context(view: &impl Serialize, asked: &Asked) -> Result<Context, Error> {
    view.serialize(Fields(asked)).map_err(|Wrong(error)| error)
}

/// Makes a context of a struct.
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

/// The fields of a view in their order, of which some are asked for.
struct Chosen<'a> {
    asked: &'a Asked,
    place: usize,
    /// The fields so far, where they aren't known.
    fields: Vec<&'static str>,
}

impl<'a> Chosen<'a> {
    fn of(asked: &'a Asked) -> Self {
        Self { asked, place: 0, fields: Vec::new() }
    }

    /// Whether the next field is asked for.
    fn next(&mut self, name: &'static str) -> bool {
        let is_asked = self.asked.has_field(self.place, name);
        self.place += 1;
        if !self.asked.knows_fields() {
            self.fields.push(name);
        }
        is_asked
    }

    fn end(self) {
        if !self.asked.knows_fields() {
            self.asked.learn(&self.fields);
        }
    }
}

struct Named<'a> {
    context: Context,
    chosen: Chosen<'a>,
}

impl SerializeStruct for Named<'_> {
    type Ok = Context;
    type Error = Wrong;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Wrong> {
        if self.chosen.next(name) {
            let value = match self.chosen.asked.frame() {
                Some(asked) if name == FRAME => Value::try_from_serializable(&Part { whole: value, asked }),
                _ => Value::try_from_serializable(value),
            };
            self.context.insert_value(name, value.map_err(Wrong)?);
        }
        Ok(())
    }

    fn end(self) -> Result<Context, Wrong> {
        self.chosen.end();
        Ok(self.context)
    }
}

/// A struct with the fields that are asked for.
struct Part<'a, T: ?Sized> {
    whole: &'a T,
    asked: &'a Asked,
}

impl<T: Serialize + ?Sized> Serialize for Part<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.whole.serialize(Choosing { serializer, asked: self.asked })
    }
}

struct Choosing<'a, S> {
    serializer: S,
    asked: &'a Asked,
}

struct PartOf<'a, S> {
    fields: S,
    chosen: Chosen<'a>,
}

impl<S: SerializeStruct> SerializeStruct for PartOf<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), S::Error> {
        if self.chosen.next(name) { self.fields.serialize_field(name, value) } else { self.fields.skip_field(name) }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.chosen.end();
        self.fields.end()
    }
}

/// Methods that refuse what is no struct.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*)),* $(,)?) => {
        $(fn $method(self, $(_: $argument),*) -> Result<Self::Ok, Self::Error> { Err(Self::Error::custom(NO_STRUCT)) })*
    };
}

/// The rest of a serializer of structs alone.
macro_rules! structs_alone {
    ($ok:ty, $error:ty) => {
        type Ok = $ok;
        type Error = $error;
        type SerializeSeq = Impossible<$ok, $error>;
        type SerializeTuple = Impossible<$ok, $error>;
        type SerializeTupleStruct = Impossible<$ok, $error>;
        type SerializeTupleVariant = Impossible<$ok, $error>;
        type SerializeMap = Impossible<$ok, $error>;
        type SerializeStructVariant = Impossible<$ok, $error>;

        refuse! {
            serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
            serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_f32(f32),
            serialize_f64(f64), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]), serialize_none(),
            serialize_unit(), serialize_unit_struct(&'static str),
            serialize_unit_variant(&'static str, u32, &'static str),
        }

        fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<$ok, $error> {
            value.serialize(self)
        }

        fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<$ok, $error> {
            value.serialize(self)
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Result<$ok, $error> {
            Err(Self::Error::custom(NO_STRUCT))
        }

        fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, $error> {
            Err(Self::Error::custom(NO_STRUCT))
        }

        fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, $error> {
            Err(Self::Error::custom(NO_STRUCT))
        }

        fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, $error> {
            Err(Self::Error::custom(NO_STRUCT))
        }

        fn serialize_tuple_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleVariant, $error> {
            Err(Self::Error::custom(NO_STRUCT))
        }

        fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, $error> {
            Err(Self::Error::custom(NO_STRUCT))
        }

        fn serialize_struct_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeStructVariant, $error> {
            Err(Self::Error::custom(NO_STRUCT))
        }
    };
}

const NO_STRUCT: &str = "a view is a struct";

impl<'a> Serializer for Fields<'a> {
    type SerializeStruct = Named<'a>;

    structs_alone!(Context, Wrong);

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Named<'a>, Wrong> {
        Ok(Named { context: Context::new(), chosen: Chosen::of(self.0) })
    }
}

impl<'a, S: Serializer> Serializer for Choosing<'a, S> {
    type SerializeStruct = PartOf<'a, S::SerializeStruct>;

    structs_alone!(S::Ok, S::Error);

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        let fields = self.serializer.serialize_struct(name, length)?;
        Ok(PartOf { fields, chosen: Chosen::of(self.asked) })
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::site::asked::{AskedBy, Template};

    fn asked_by(templates: &[(&'static str, &'static str)]) -> AskedBy {
        let built_in = |(name, text): &(&'static str, &'static str)| Template { name, text, is_own: false };
        AskedBy::of(&templates.iter().map(built_in).collect::<Vec<_>>())
    }

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
        let some = asked_by(&[("page.html", "{{ title }}")]);
        let context = context(&view, some.template("page.html")).unwrap();
        assert!(context.contains_key("title") && !context.contains_key("list"));
    }

    #[test]
    fn of_the_frame_gives_what_is_asked_for() {
        #[derive(Serialize)]
        struct Framed {
            page: View,
        }
        let framed = || Framed { page: View { title: "a".into(), html: Value::safe_string("<b>"), list: Vec::new() } };
        let some = asked_by(&[("page.html", "{{ page.html }}"), ("home.html", "{{ page }}")]);
        let page = |template| context(&framed(), some.template(template)).unwrap().get("page").unwrap().to_string();
        // The second time the fields are known by their places.
        assert_eq!([page("page.html"), page("page.html")], [r#"{"html": "<b>"}"#; 2].map(str::to_owned));
        assert_eq!(page("home.html"), r#"{"title": "a", "html": "<b>", "list": []}"#);
    }
}
