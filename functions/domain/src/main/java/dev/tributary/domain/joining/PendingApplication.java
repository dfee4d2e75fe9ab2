package dev.tributary.domain.joining;

import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import java.util.List;
import java.util.Optional;

/// What somebody unknown wrote into the form of a program in the directory. It is nobody's until the address is
/// proven, by the link that went there.
///
/// @param form the form's version by which it was judged; 0 when there was none
/// @param name what the affiliate would be called
/// @param language in which it was written to us
/// @param agreement the version that was accepted
/// @param channels where it says that it promotes, at most `MOST_CHANNELS`; they have no ids yet
public record PendingApplication(
        ProgramId program,
        long form,
        String name,
        Language language,
        List<Application.Answer> answers,
        Optional<Integer> agreement,
        List<Place> channels) {
    /// A person's name, which the affiliate's first member has, too.
    public static final int MAX_NAME_LENGTH = 100;

    /// Fewer than an affiliate may have: anybody may leave them here.
    public static final int MOST_CHANNELS = 10;

    /// A channel to be: `newsletter, Anna's letter`.
    public record Place(ChannelKind kind, String name) {
        /// @return with the id that it gets once it is somebody's
        public Channel channel(ChannelId id) {
            return new Channel(id, kind, name);
        }

        public boolean isSame(Channel other) {
            return other.kind() == kind && other.name().equals(name);
        }
    }

    public PendingApplication {
        channels = List.copyOf(channels);
        answers = List.copyOf(answers);
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
        if (channels.size() > MOST_CHANNELS) {
            throw new IllegalArgumentException("channels are more than " + MOST_CHANNELS);
        }
        if (answers.size() > ApplicationForm.MOST_QUESTIONS) {
            throw new IllegalArgumentException("answers are more than " + ApplicationForm.MOST_QUESTIONS);
        }
    }

    /// Whoever wrote it is nobody's affair until then.
    @Override
    public String toString() {
        return "PendingApplication[" + program + "]";
    }
}
