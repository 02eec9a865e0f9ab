package org.yimen.application;

import java.util.Optional;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.ItemVersion.Quota;

/** 招标、拍卖 (行政许可法 art. 53): the places of an item go to who wins, and who does not is refused for that. Pure. */
public final class Competition {

    private static final String LOST = "procedure.tender.not-won";

    private Competition() {}

    /** True where places go by the report of a tender or an auction. */
    public static boolean decides(ItemVersion item) {
        Quota quota = item.quota();
        return quota != null && quota.order() == Quota.Order.TENDER;
    }

    /** What a refusal of whoever meets the conditions and did not win rests on. */
    public static Optional<String> basis(ItemVersion item) {
        return Optional.ofNullable(item.quota())
                .filter(_ -> decides(item))
                .flatMap(quota -> Optional.ofNullable(quota.orderBasis()))
                .map(Basis::cited);
    }

    /** True where a refusal names that basis. */
    static boolean isNamedBy(String basis, ItemVersion item) {
        return basis(item).filter(basis::equals).isPresent();
    }

    /**
     * Says whether a refusal rests on the tender rather than on a condition of the version.
     *
     * @throws CaseRuleBroken where this case won, or nobody has yet
     */
    static boolean refuses(String basis, Context context) {
        if (!isNamedBy(basis, context.item())) {
            return false;
        }
        if (context.records().lost().filter(LOST::equals).isEmpty()) {
            throw new CaseRuleBroken("application.refuse.not-outbid");
        }
        return true;
    }
}
