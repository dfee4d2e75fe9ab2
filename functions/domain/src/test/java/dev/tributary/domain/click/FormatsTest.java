package dev.tributary.domain.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.CountsFormat.Packed;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.token.Device;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The packed forms: what goes in comes out, in items that the table can hold; damage is named.
final class FormatsTest {
    private static final int MAX_ITEM = 256 * 1024 + 64;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static List<Click> clicks(int number) {
        Random random = new Random(7);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            clicks.add(TestClick.of(1, random.nextLong())
                    .withVisitor(random.nextInt())
                    .withSubs("mail-" + random.nextInt(50), "", "ā€😀")
                    .withRest("news", 9, "LV", Device.MOBILE)
                    .click());
        }
        return clicks;
    }

    private static List<Click> unpack(List<byte[]> chunks) {
        return chunks.stream()
                .flatMap(chunk -> ChunkFormat.unpack("key", chunk).stream())
                .toList();
    }

    @Test
    void chunk_readsBack_andIsSmall() {
        List<Click> clicks = clicks(100);

        List<byte[]> chunks = ChunkFormat.pack(clicks);

        assertThat(unpack(chunks)).isEqualTo(clicks);
        assertThat(chunks).hasSize(1);
        System.out.println("bytes per click in a chunk of 100: " + chunks.getFirst().length / 100.0);
        assertThat(chunks.getFirst().length).isLessThan(100 * 120);
    }

    @Test
    void chunks_ofManyClicks_areSplit() {
        List<Click> clicks = clicks(5_000);

        List<byte[]> chunks = ChunkFormat.pack(clicks);

        assertThat(chunks).hasSizeGreaterThan(2).allMatch(chunk -> chunk.length <= MAX_ITEM);
        assertThat(unpack(chunks)).isEqualTo(clicks);
    }

    @Test
    void chunk_ofNothing_isNone() {
        assertThat(ChunkFormat.pack(List.of())).isEmpty();
    }

    @Test
    void damagedChunk_namesItsKey() {
        byte[] chunk = ChunkFormat.pack(clicks(3)).getFirst();
        List<byte[]> damaged = new ArrayList<>();
        damaged.add(new byte[0]);
        damaged.add(Arrays.copyOf(chunk, chunk.length - 1));
        damaged.add(Arrays.copyOf(chunk, chunk.length + 1));
        for (int at = 0; at < chunk.length; at++) {
            byte[] flipped = chunk.clone();
            flipped[at] ^= 0x20;
            damaged.add(flipped);
        }
        int unnoticed = 0;
        for (byte[] bytes : damaged) {
            try {
                assertThat(ChunkFormat.unpack("C#prg_1 / 7", bytes)).isEqualTo(clicks(3));
                unnoticed++;
            } catch (DamagedItemException named) {
                assertThat(named).hasMessageContaining("C#prg_1 / 7");
            }
        }
        assertThat(unnoticed).as("flips of the unused bits of a last byte").isLessThanOrEqualTo(1);
    }

    @Test
    void counts_readBack_alsoOfTwoDaysAndNone() {
        DayCounts.Sum sum = new DayCounts.Sum();
        sum.add(DAY, CountKey.ofSub(1, new LinkId(-5), "ā€"), new KindCounts(1, 2, 3, 300, 1L << 40));
        sum.add(DAY.plusDays(1), CountKey.TOTAL, KindCounts.one(ClickKind.REPEAT));
        sum.add(LocalDate.of(1969, 12, 31), CountKey.of(Device.TABLET), KindCounts.one(ClickKind.BOT));
        for (DayCounts counts : List.of(sum.counts(), new DayCounts.Sum().counts())) {
            Packed packed = CountsFormat.pack(counts);

            assertThat(packed.parts()).hasSize(1);
            assertThat(CountsFormat.unpack("key", packed.parts())).isEqualTo(counts);
        }
    }

    @Test
    void counts_ofManyRows_areSplit_alwaysAlike() {
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            clicks.add(TestClick.of(1, i)
                    .withLink(i / 900)
                    .withSubs("a-rather-long-sub-id-" + i, "b" + i)
                    .click());
        }
        Slice slice = Slice.of(clicks.getFirst().token());
        Packed packed = CountsFormat.pack(ClickCounting.count(slice, clicks));
        Collections.shuffle(clicks, new Random(3));
        Packed again = CountsFormat.pack(ClickCounting.count(slice, clicks));

        assertThat(packed.parts()).hasSizeGreaterThan(1).allMatch(part -> part.length <= MAX_ITEM);
        assertThat(again.digest()).isEqualTo(packed.digest());
        assertThat(CountsFormat.unpack("key", packed.parts())).isEqualTo(ClickCounting.count(slice, clicks));
    }

    @Test
    void damagedCounts_nameTheirKey() {
        byte[] part = CountsFormat.pack(new DayCounts.Sum().counts()).parts().getFirst();
        part[0] = 2;

        assertThatThrownBy(() -> CountsFormat.unpack("S#prg_1 / M7", List.of(part)))
                .isInstanceOf(DamagedItemException.class)
                .hasMessageContaining("S#prg_1 / M7");
    }
}
