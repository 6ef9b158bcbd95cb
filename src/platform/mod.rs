//! The browser, one interface per file; the only room that talks to it besides the components.
//!
//! Every call may fail: storage is forbidden in private windows, files vanish, networks break. So everything here returns a
//! `Result` or an `Option`, and the caller says it in words. The calculator for other sites
//! needs `host` only.

#[cfg(feature = "ui")]
pub mod address;
#[cfg(feature = "ui")]
pub mod clipboard;
#[cfg(feature = "ui")]
pub mod clock;
#[cfg(feature = "ui")]
pub mod database;
#[cfg(feature = "ui")]
pub mod document;
#[cfg(feature = "ui")]
pub mod download;
#[cfg(feature = "ui")]
pub mod echarts;
#[cfg(feature = "ui")]
pub mod fetch;
#[cfg(feature = "ui")]
pub mod file;
#[cfg(feature = "ui")]
pub mod grid;
#[cfg(feature = "calculator")]
pub mod host;
#[cfg(feature = "ui")]
pub mod in_view;
#[cfg(feature = "ui")]
pub mod intl;
#[cfg(feature = "ui")]
pub mod pause;
#[cfg(feature = "ui")]
pub mod random;
#[cfg(feature = "ui")]
pub mod storage;
#[cfg(feature = "ui")]
pub mod tabs;
#[cfg(feature = "ui")]
pub mod worker;
