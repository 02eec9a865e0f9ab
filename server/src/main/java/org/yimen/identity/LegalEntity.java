package org.yimen.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.yimen.identifier.CreditCode;

/**
 * 法人 or another organisation with a unified credit code. Name, code and address are public; who operates for it is not.
 *
 * @param address where it is registered; empty where nobody knows
 * @param operators those whom nobody has dismissed, also for days to come
 */
public record LegalEntity(UUID id, CreditCode creditCode, String name, String address, List<Operator> operators) {

    public LegalEntity {
        operators = List.copyOf(operators);
    }

    /** In what role the person may act for it on that day, if in any. */
    public Optional<Operator> operator(UUID person, LocalDate on) {
        return operators.stream()
                .filter(operator -> operator.person().equals(person) && operator.actsOn(on))
                .findFirst();
    }

    /** True where the person is its legal representative on that day. */
    public boolean isRepresentedBy(UUID person, LocalDate on) {
        return operators.stream()
                .anyMatch(operator -> operator.person().equals(person)
                        && operator.role() == Operator.Role.LEGAL_REPRESENTATIVE
                        && operator.actsOn(on));
    }

    /** Who represents it on that day. */
    public Optional<UUID> representative(LocalDate on) {
        return operators.stream()
                .filter(operator -> operator.role() == Operator.Role.LEGAL_REPRESENTATIVE && operator.actsOn(on))
                .map(Operator::person)
                .findFirst();
    }
}
