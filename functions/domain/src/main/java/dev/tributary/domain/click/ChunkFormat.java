package dev.tributary.domain.click;

import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Clicks of one slice as one item, about 120 bytes a click before they are deflated:
/// ```
/// token: length, bytes | kind | fields: bits of sub1..sub5, creative | sub ids that are there
/// | source | creative 8 | referrer | agent | ad clicks: number, (kind, hash 8) each | address 4 | agent hash 4
/// ```
public final class ChunkFormat {
    private static final int FORMAT = 1;
    private static final int CREATIVE = 1 << Click.SUB_IDS;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private ChunkFormat() {}

    /// One chunk, or several where one would be larger than 256 KB.
    public static List<byte[]> pack(List<Click> clicks) {
        List<byte[]> chunks = new ArrayList<>();
        PackedOutput chunk = new PackedOutput();
        for (Click click : clicks) {
            byte[] bytes = bytes(click);
            if (chunk.size() + bytes.length > PackedOutput.MAX_BYTES) {
                chunks.add(PackedOutput.deflate(FORMAT, chunk.toByteArray()));
                chunk = new PackedOutput();
            }
            chunk.write(bytes);
        }
        if (chunk.size() > 0) {
            chunks.add(PackedOutput.deflate(FORMAT, chunk.toByteArray()));
        }
        return chunks;
    }

    /// @param key of the item, for the error's text
    /// @throws DamagedItemException when it is not exactly what `pack` gives
    public static List<Click> unpack(String key, byte[] chunk) {
        PackedInput input = new PackedInput(key, FORMAT, chunk);
        List<Click> clicks = new ArrayList<>();
        while (input.hasMore()) {
            try {
                clicks.add(read(input));
            } catch (IllegalArgumentException invalid) {
                throw input.damaged("click " + clicks.size() + " is invalid");
            }
        }
        return clicks;
    }

    private static byte[] bytes(Click click) {
        PackedOutput output = new PackedOutput();
        byte[] token = DECODER.decode(click.clickId());
        output.writeVarint(token.length);
        output.write(token);
        output.writeByte(click.kind().ordinal());
        int fields = click.creative().isPresent() ? CREATIVE : 0;
        for (int i = 0; i < Click.SUB_IDS; i++) {
            fields |= click.subIds().get(i).isEmpty() ? 0 : 1 << i;
        }
        output.writeByte(fields);
        click.subIds().stream().filter(sub -> !sub.isEmpty()).forEach(output::writeText);
        output.writeText(click.source());
        click.creative().ifPresent(creative -> output.writeLong(creative.bits()));
        output.writeText(click.referrerHost());
        output.writeText(click.agent());
        output.writeVarint(click.adClicks().size());
        for (AdClick ad : click.adClicks()) {
            output.writeByte(ad.kind().ordinal());
            output.writeLong(ad.hash());
        }
        output.writeInt(click.addressHash());
        output.writeInt(click.agentHash());
        return output.toByteArray();
    }

    private static Click read(PackedInput input) {
        String clickId = ENCODER.encodeToString(input.readBytes(input.readVarint()));
        ClickToken token = ClickTokens.read(clickId).orElseThrow(() -> input.damaged("a click_id is no token"));
        ClickKind kind = value(input, ClickKind.values());
        int fields = input.readByte();
        List<String> subIds = new ArrayList<>(Click.SUB_IDS);
        for (int i = 0; i < Click.SUB_IDS; i++) {
            subIds.add((fields & 1 << i) != 0 ? input.readText() : "");
        }
        String source = input.readText();
        Optional<CreativeId> creative =
                (fields & CREATIVE) != 0 ? Optional.of(new CreativeId(input.readLong())) : Optional.empty();
        String referrer = input.readText();
        String agent = input.readText();
        List<AdClick> ads = new ArrayList<>();
        long number = input.readVarint();
        for (long i = 0; i < number; i++) {
            ads.add(new AdClick(value(input, AdClick.Kind.values()), input.readLong()));
        }
        return new Click(
                clickId, token, kind, subIds, source, creative, referrer, agent, ads, input.readInt(), input.readInt());
    }

    private static <T> T value(PackedInput input, T[] values) {
        int ordinal = input.readByte();
        if (ordinal >= values.length) {
            throw input.damaged("a value in it is unknown: " + ordinal);
        }
        return values[ordinal];
    }
}
