package dev.tributary.domain.payout;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Text in the signs that every bank of SEPA takes: Latin letters without marks, digits and `/ - ?
/// : ( ) . , ' +` and the space (European Payments Council, EPC217-08). Latin letters lose their
/// marks, Greek and Cyrillic ones are written in Latin ones as passports do; of other scripts
/// nothing is left.
public final class SepaText {
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9/\\-?:().,'+ ]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    /// A reference may not begin or end with a slash, nor hold two of them.
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private static final Map<String, String> LATIN = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("ẞ", "SS"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "AE"),
            Map.entry("œ", "oe"),
            Map.entry("Œ", "OE"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("đ", "d"),
            Map.entry("Đ", "D"),
            Map.entry("ð", "d"),
            Map.entry("Ð", "D"),
            Map.entry("þ", "th"),
            Map.entry("Þ", "TH"),
            Map.entry("ħ", "h"),
            Map.entry("Ħ", "H"),
            Map.entry("ı", "i"),
            Map.entry("ŋ", "n"),
            Map.entry("&", "+"),
            Map.entry("–", "-"),
            Map.entry("—", "-"),
            Map.entry("’", "'"),
            Map.entry("‘", "'"));

    private static final String GREEK = "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s "
            + "τ=t υ=y φ=f χ=ch ψ=ps ω=o";
    /// ICAO Doc 9303, part 3, with the Bulgarian, Serbian and Ukrainian letters.
    private static final String CYRILLIC =
            "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh "
                    + "щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia є=ie і=i ґ=g ђ=d ј=j љ=lj њ=nj ћ=c џ=dz ѕ=dz";

    private static final Map<Integer, String> OTHERS = others();

    private SepaText() {}

    private static Map<Integer, String> others() {
        Map<Integer, String> table = new HashMap<>();
        for (String pair : (GREEK + " " + CYRILLIC).split(" ", -1)) {
            int at = pair.indexOf('=');
            int sign = pair.codePointAt(0);
            String latin = pair.substring(at + 1);
            table.put(sign, latin);
            String capital = latin.isEmpty() ? "" : Character.toUpperCase(latin.charAt(0)) + latin.substring(1);
            table.put(Character.toUpperCase(sign), capital);
        }
        LATIN.forEach((sign, latin) -> table.put(sign.codePointAt(0), latin));
        return Map.copyOf(table);
    }

    /// At most so many characters; empty when nothing of it can be written so.
    public static String of(String text, int most) {
        StringBuilder latin = new StringBuilder();
        // Marks are parted from their letters first: what then stands in no table has a plain letter.
        String parted =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        parted.codePoints().forEach(sign -> {
            String other = OTHERS.get(sign);
            if (other == null) {
                latin.appendCodePoint(sign);
            } else {
                latin.append(other);
            }
        });
        String plain = SPACES.matcher(OTHER.matcher(latin).replaceAll(" ")).replaceAll(" ");
        String slashed = SLASHES.matcher(plain).replaceAll("/").strip();
        String cut = slashed.length() > most ? slashed.substring(0, most) : slashed;
        return trimmed(cut);
    }

    /// Whether a letter or a digit of it is left.
    public static boolean isWritable(String text) {
        return of(text, text.length()).chars().anyMatch(Character::isLetterOrDigit);
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == '/' || text.charAt(from) == ' ')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == '/' || text.charAt(to - 1) == ' ')) {
            to--;
        }
        return text.substring(from, to);
    }
}
