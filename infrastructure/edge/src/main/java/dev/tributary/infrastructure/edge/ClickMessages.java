package dev.tributary.infrastructure.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.domain.click.AdClick;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The message on [clicks], written by redirect and read by click:
/// ```json
/// {"type":"clicks","v":1,"id":"clk_00c1...","data":{"clicks":[
///   {"click_id":"AQ...","kind":"qualified","sub1":"mail","source":"x","creative_id":"crt_...",
///    "referrer":"blog.example","agent":"chrome","ad":{"gclid":"00f1..."},"address":"1b2c3d4e","ua":"..."}]}}
/// ```
/// Absent fields are empty. A reader takes fields it does not know for optional ones of a later
/// writer and passes over them; everything else that it cannot read is thrown.
public final class ClickMessages {
    public static final String TYPE = "clicks";
    public static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private ClickMessages() {}

    public static String write(List<Click> clicks) {
        StringWriter text = new StringWriter(clicks.size() * 256 + 64);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", TYPE);
            json.writeNumberField("v", VERSION);
            json.writeStringField(
                    "id",
                    "clk_"
                            + HexFormat.of()
                                    .toHexDigits(clicks.getFirst().token().nonce()));
            json.writeObjectFieldStart("data");
            json.writeArrayFieldStart("clicks");
            for (Click click : clicks) {
                write(click, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    private static void write(Click click, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("click_id", click.clickId());
        json.writeStringField("kind", click.kind().text());
        for (int i = 0; i < Click.SUB_IDS; i++) {
            writeUnlessEmpty(json, "sub" + (i + 1), click.subIds().get(i));
        }
        writeUnlessEmpty(json, "source", click.source());
        if (click.creative().isPresent()) {
            json.writeStringField("creative_id", click.creative().get().toString());
        }
        writeUnlessEmpty(json, "referrer", click.referrerHost());
        writeUnlessEmpty(json, "agent", click.agent());
        if (!click.adClicks().isEmpty()) {
            json.writeObjectFieldStart("ad");
            for (AdClick ad : click.adClicks()) {
                String name = ad.kind().name().toLowerCase(Locale.ROOT);
                json.writeStringField(name, HexFormat.of().toHexDigits(ad.hash()));
            }
            json.writeEndObject();
        }
        json.writeStringField("address", HexFormat.of().toHexDigits(click.addressHash()));
        json.writeStringField("ua", HexFormat.of().toHexDigits(click.agentHash()));
        json.writeEndObject();
    }

    private static void writeUnlessEmpty(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    /// @throws IOException when this is not a message of this type and version, or a click in it
    ///     cannot be read; then nothing of it may count as recorded
    public static List<Click> read(String body) throws IOException {
        Envelope envelope = new Envelope();
        try (JsonParser json = JSON.createParser(body)) {
            expect(json, json.nextToken() == JsonToken.START_OBJECT, "an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "type" -> envelope.type = json.getText();
                    case "v" -> envelope.version = json.getIntValue();
                    case "data" -> readData(json, envelope.clicks);
                    default -> json.skipChildren();
                }
            }
            expect(json, json.nextToken() == null, "the end");
        } catch (IllegalArgumentException invalid) {
            throw new IOException("a click in the message is invalid: " + invalid.getMessage(), invalid);
        }
        if (!envelope.type.equals(TYPE) || envelope.version != VERSION) {
            throw new IOException("not a message clicks v1 but " + envelope.type + " v" + envelope.version);
        }
        return envelope.clicks;
    }

    private static void readData(JsonParser json, List<Click> clicks) throws IOException {
        expect(json, json.currentToken() == JsonToken.START_OBJECT, "data as an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("clicks")) {
                expect(json, json.currentToken() == JsonToken.START_ARRAY, "clicks as an array");
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    clicks.add(readClick(json));
                }
                expect(json, json.currentToken() == JsonToken.END_ARRAY, "objects in clicks");
            } else {
                json.skipChildren();
            }
        }
    }

    private static Click readClick(JsonParser json) throws IOException {
        String clickId = "";
        ClickKind kind = ClickKind.NOT_QUALIFIED;
        List<String> subIds = new ArrayList<>(Collections.nCopies(Click.SUB_IDS, ""));
        String source = "";
        Optional<CreativeId> creative = Optional.empty();
        String referrer = "";
        String agent = "";
        List<AdClick> ads = new ArrayList<>();
        int address = 0;
        int ua = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "click_id" -> clickId = json.getText();
                case "kind" -> kind = ClickKind.of(json.getText());
                case "sub1", "sub2", "sub3", "sub4", "sub5" -> subIds.set(name.charAt(3) - '1', json.getText());
                case "source" -> source = json.getText();
                case "creative_id" -> creative = Optional.of(CreativeId.of(json.getText()));
                case "referrer" -> referrer = json.getText();
                case "agent" -> agent = json.getText();
                case "ad" -> readAds(json, ads);
                case "address" -> address = HexFormat.fromHexDigits(json.getText());
                case "ua" -> ua = HexFormat.fromHexDigits(json.getText());
                default -> json.skipChildren();
            }
        }
        Optional<ClickToken> token = ClickTokens.read(clickId);
        expect(json, token.isPresent(), "a click_id");
        return new Click(clickId, token.get(), kind, subIds, source, creative, referrer, agent, ads, address, ua);
    }

    private static void readAds(JsonParser json, List<AdClick> ads) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            AdClick.Kind kind = AdClick.Kind.valueOf(json.currentName().toUpperCase(Locale.ROOT));
            json.nextToken();
            ads.add(new AdClick(kind, HexFormat.fromHexDigitsToLong(json.getText())));
        }
    }

    private static void expect(JsonParser json, boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException("message clicks: expected " + what + " at "
                    + json.currentLocation().getCharOffset());
        }
    }

    private static final class Envelope {
        private String type = "";
        private int version;
        private final List<Click> clicks = new ArrayList<>();
    }
}
