package org.yimen.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.yimen.identifier.CreditCode;

/** 法人 or another organisation with a unified credit code. Name and code are public; who operates for it is not. */
public record LegalEntity(UUID id, CreditCode creditCode, String name, List<Operator> operators) {

    public LegalEntity {
        operators = List.copyOf(operators);
    }

    /** In what role the person may act for it on that day, if in any. */
    public Optional<Operator> operator(UUID person, LocalDate on) {
        return operators.stream()
                .filter(operator -> operator.person().equals(person) && operator.actsOn(on))
                .findFirst();
    }
}
