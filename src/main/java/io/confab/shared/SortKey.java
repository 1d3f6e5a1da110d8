package io.confab.shared;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * What a table is sorted by: a column, and the id where it is the same. The next page goes on behind the last row's, so that
 * rows that come and go shift no page.
 *
 * @param column an SQL expression that is never null
 * @param value  what a row has there
 */
public record SortKey<R>(String column, Type type, boolean descending, Function<R, Object> value, Id<R> id) {

    /** @param column the column of the id */
    public record Id<R>(String column, Type type, Function<R, Object> value) {}

    public enum Type {
        TEXT(text -> text),
        TIME(text -> Instant.parse(text).atOffset(ZoneOffset.UTC)),
        NUMBER(Long::valueOf),
        UUID(java.util.UUID::fromString);

        private final Function<String, Object> parse;

        Type(Function<String, Object> parse) {
            this.parse = parse;
        }
    }

    private static final char BETWEEN = '\n';

    /** Where a row is, for a client to give back. */
    String position(R row) {
        var text = value.apply(row).toString() + BETWEEN + id.value().apply(row);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The SQL condition for what comes behind a position, with two parameters. */
    public String behind() {
        return "(%s, %s) %s (?, ?)".formatted(column, id.column(), descending ? "<" : ">");
    }

    public String orderBy() {
        var direction = descending ? " desc" : "";
        return " order by " + column + direction + ", " + id.column() + direction;
    }

    /**
     * The parameters of {@link #behind} from what a client gave back.
     *
     * @throws Refusal {@code invalid} if it was not given out for this order
     */
    public List<Object> parse(String position) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(position), StandardCharsets.UTF_8);
            int end = plain.lastIndexOf(BETWEEN);
            if (end >= 0 && plain.indexOf('\0') < 0) {
                return List.of(
                        type.parse.apply(plain.substring(0, end)),
                        id.type().parse.apply(plain.substring(end + 1)));
            }
        } catch (IllegalArgumentException | DateTimeParseException notOurs) {
            throw unknown();
        }
        throw unknown();
    }

    private static Refusal unknown() {
        return ErrorCode.INVALID.because("This is no page that was given out.").at("after");
    }
}
