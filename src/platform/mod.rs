//! The browser, one interface per file; the only room that talks to it besides the components.
//!
//! Every call may fail: storage is forbidden in private windows, files vanish, networks break. So everything here returns a
//! `Result` or an `Option`, and the caller says it in words.

pub mod address;
pub mod blob;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod document;
pub mod download;
pub mod echarts;
pub mod fetch;
pub mod file;
pub mod grid;
pub mod in_view;
pub mod intl;
pub mod own;
pub mod pack;
pub mod pause;
pub mod quota;
pub mod random;
pub mod storage;
pub mod tabs;
pub mod timer;
pub mod update;
pub mod worker;
