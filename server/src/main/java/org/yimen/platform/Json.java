package org.yimen.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it is stored: records as objects, sealed types tagged {@code is}, and one canonical spelling for hashing. */
public final class Json {

    /** Tags the records of a sealed type with their simple name, so that the types need no annotation. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Tagged {}

    private final JsonMapper mapper;

    private Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** JSON for records whose components may be of the given sealed types. */
    public static Json of(Class<?>... sealedTypes) {
        var builder = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .changeDefaultPropertyInclusion(included -> included.withValueInclusion(JsonInclude.Include.NON_NULL));
        for (Class<?> type : sealedTypes) {
            if (!type.isSealed()) {
                throw new IllegalArgumentException(type + " is not sealed");
            }
            builder.addMixIn(type, Tagged.class).registerSubtypes(List.of(type.getPermittedSubclasses()));
        }
        return new Json(builder.build());
    }

    public String write(Object value) {
        return canonical(mapper.valueToTree(value));
    }

    public <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
    }

    public JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    /** The same text for the same content, whatever order a database or a writer gave its members. */
    public String canonical(String json) {
        return canonical(mapper.readTree(json));
    }

    private String canonical(JsonNode node) {
        return mapper.writeValueAsString(mapper.treeToValue(node, Object.class));
    }
}
