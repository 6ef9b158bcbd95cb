//! From what is open to a file that shows it anywhere.

use super::{app::App, opening::failure};
use crate::{
    ingest::exchange,
    platform::{clock, download, own, pack, pause, random},
    query::{
        alias::without_names,
        file_name::file_name,
        saved::{ABOUT, About, Block, with_blocks},
        write::write,
    },
    view::{
        copy::{CopyFailure, kinds},
        data::Source,
    },
};
use leptos::prelude::*;
use web_sys::Blob;

/// What the data of a copy is called that does not come as the files that it was.
const WRITTEN: &str = "data.json";

/// Gives the user the dashboard as a file: the data as it came, or without the names in it.
///
/// # Errors
/// [`CopyFailure`]; nothing was saved.
pub async fn save(app: App, hide: bool) -> Result<(), CopyFailure> {
    pause::until_painted().await;
    let opened = app.opening.opened.get_untracked();
    let opened = opened.ok_or(CopyFailure::NothingOpen)?;
    let rules = app.rules_file().ok_or(CopyFailure::NothingOpen)?;
    // Taken together, before anything is waited for: meanwhile something else may be opened.
    let kept = app.opening.files.get_value();
    let thresholds = app.yours.get_untracked();
    let mut rates = app.rates().files.get_untracked();
    if hide {
        for file in &mut rates {
            // Its name may be anybody's.
            file.name = file.source.as_str().to_owned();
        }
    }
    let rates = exchange::kept::write(&rates);
    let page = own::page()
        .await
        .map_err(|error| CopyFailure::Page(failure(&error)))?;

    let book = &opened.read.book;
    let files: Vec<(String, Blob)> = if hide || kept.is_empty() {
        let text = match hide {
            true => write(&without_names(book, &app.words(kinds))),
            false => write(book),
        };
        let blob = pack::blob(text.as_bytes()).ok_or(CopyFailure::NotPacked)?;
        vec![(WRITTEN.to_owned(), blob)]
    } else {
        let named = kept.into_iter().map(|file| (file.name(), file.into()));
        named.collect()
    };
    let about = About {
        id: random::id(),
        saved_on: clock::today(),
        as_of: book.as_of,
        source: match hide {
            true => app.words(|words| words.copy_source_hidden()),
            false => without_query(app.words(|words| opened.source.name(words))),
        },
        hidden: hide || matches!(opened.source, Source::Copy { hidden: true, .. }),
        files: files.iter().map(|(name, _)| name.clone()).collect(),
        columns: match hide {
            true => String::new(),
            false => opened.columns(),
        },
        thresholds,
        rates,
    };
    let mut blocks = Vec::new();
    let said = pack::blob(about.to_json().as_bytes());
    blocks.push(block(ABOUT, said).await?);
    let rules = packed(pack::blob(&rules)).await;
    blocks.push(block(&about.rules(), rules).await?);
    for (index, (_, content)) in files.into_iter().enumerate() {
        let content = packed(Some(content)).await;
        blocks.push(block(&About::file(index), content).await?);
    }
    let copy = with_blocks(&page, &blocks).ok_or(CopyFailure::NoPage)?;
    let name = file_name(&format!("tierwise-{}", about.as_of), "html");
    download::save(&name, "text/html", copy.as_bytes()).ok_or(CopyFailure::NotSaved)
}

/// What data is called, without the query of an address: that may be a key.
fn without_query(name: String) -> String {
    match name.contains("://") {
        true => name.split(['?', '#']).next().unwrap_or_default().to_owned(),
        false => name,
    }
}

async fn packed(bytes: Option<Blob>) -> Option<Blob> {
    pack::gzip(&bytes?).await
}

async fn block(path: &str, content: Option<Blob>) -> Result<Block, CopyFailure> {
    let content = content.ok_or(CopyFailure::NotPacked)?;
    let base64 = pack::base64(&content).await;
    Ok(Block {
        path: path.to_owned(),
        base64: base64.ok_or(CopyFailure::NotPacked)?,
    })
}
