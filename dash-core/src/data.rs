//! The app's data: what its callbacks share.

use std::any::{Any, TypeId, type_name};
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::ctx::{Ctx, FromContext};
use crate::error::BoxError;

/// The app's data, one value a type.
#[derive(Default)]
pub struct DataMap(HashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl DataMap {
    /// Keeps a value; an earlier one of the same type is replaced.
    pub(crate) fn insert<T: Send + Sync + 'static>(&mut self, value: T) {
        self.0.insert(TypeId::of::<T>(), Arc::new(value));
    }

    /// The value of type `T`.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.0.get(&TypeId::of::<T>()).cloned().and_then(|value| value.downcast().ok())
    }
}

impl fmt::Debug for DataMap {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DataMap({} values)", self.0.len())
    }
}

/// The app's data of type `T`, as given to `App::data`. Derefs to it.
///
/// ```
/// use dash_core::Data;
/// struct Db { url: String }
/// fn show(_n_clicks: Option<u64>, db: Data<Db>) -> String { db.url.clone() }
/// ```
#[derive(Debug)]
pub struct Data<T>(Arc<T>);

impl<T> Deref for Data<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Send + Sync + 'static> FromContext for Data<T> {
    fn from_context(ctx: &Ctx) -> Result<Self, BoxError> {
        ctx.data().map(Self).ok_or_else(|| missing::<T>().into())
    }

    fn check(data: &DataMap) -> Result<(), String> {
        data.get::<T>().map(|_| ()).ok_or_else(missing::<T>)
    }
}

fn missing<T>() -> String {
    format!("the app has no data of type `{}`; give it one with `App::data(..)`", type_name::<T>())
}
