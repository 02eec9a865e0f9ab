package org.yimen.desk;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yimen.hotline.OrderType.Audience;
import org.yimen.hotline.OrderTypes;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;

/** 企业诉求 that an officer takes down: whose they are, by the unified credit code that is typed in the field {@code credit}. */
@Component
class Firms {

    static final String FIELD = "credit";

    private final Entities entities;
    private final OrderTypes types;

    Firms(Entities entities, OrderTypes types) {
        this.entities = entities;
        this.types = types;
    }

    /** Of a type that firms bring, the firm; of every other type nobody, whatever was typed. */
    Optional<LegalEntity> of(Map<String, String> values) {
        return asks(values) ? typed(values) : Optional.empty();
    }

    /** The firm of that code, whatever is brought. */
    Optional<LegalEntity> typed(Map<String, String> values) {
        return CreditCode.parse(values.getOrDefault(FIELD, "")).flatMap(entities::find);
    }

    /** What is wrong with the field, as the key of a message. */
    Optional<String> wrong(Map<String, String> values) {
        if (!asks(values) || typed(values).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(values.getOrDefault(FIELD, "").isEmpty() ? "hotline.firm.missing" : "hotline.firm.unknown");
    }

    private boolean asks(Map<String, String> values) {
        return types.current(values.getOrDefault("type", ""))
                .filter(type -> type.audience() == Audience.FIRMS)
                .isPresent();
    }
}
