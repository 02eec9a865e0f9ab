package org.yimen.catalogue;

import java.util.Optional;
import org.yimen.casework.CaseId;

/** 承办区划: to which place within the region a case belongs, as data rights need to know it. */
@FunctionalInterface
public interface CasePlaces {

    /** Code of the county, street or village; empty for a case of the region as a whole. */
    Optional<String> areaOf(CaseId id);
}
