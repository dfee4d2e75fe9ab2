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

    record NewAnnouncement(Announcement announcement) implements TalkChange {}

    record ChangedAnnouncement(Versioned<Announcement> announcement) implements TalkChange {}

    /// With the message that opens it.
    record NewThread(MessageThread thread, Message first) implements TalkChange {}

    /// A thread with a message more.
    record Replied(Versioned<MessageThread> thread, Message message) implements TalkChange {}

    record ChangedThread(Versioned<MessageThread> thread) implements TalkChange {}
}
