package dev.tributary.domain.talk;

import dev.tributary.domain.creative.Creative;
import dev.tributary.domain.creative.ImageHosts;
import dev.tributary.domain.stored.Versioned;

/// What a call changes of creatives and of what is said; as a `Change`, new or as it was read.
public sealed interface TalkChange {
    record NewCreative(Creative creative) implements TalkChange {}

    record ChangedCreative(Versioned<Creative> creative) implements TalkChange {}

    record NewImageHosts(ImageHosts hosts) implements TalkChange {}

    record ChangedImageHosts(Versioned<ImageHosts> hosts) implements TalkChange {}
}
