package dev.tributary.api;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.terms.Addressee;

/// For whom terms are put into words, and in which.
record Reader(Addressee addressee, Language language) {}
