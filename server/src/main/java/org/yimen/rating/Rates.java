package org.yimen.rating;

import org.yimen.platform.Rate;

/**
 * All rates of a part of the whole with their bases (国办发〔2019〕51号).
 *
 * @param said how many of each level, how many said nothing
 * @param valid bad ratings, in time or late, that nobody struck: the base of {@code mended}
 * @param ended of them, those whose order came to its end
 * @param mended of them, those put right within the term
 * @param named of them, those of whom somebody is known: the base of {@code contacted} and {@code visited}
 */
public record Rates(Figures said, long valid, long ended, long mended, long named, long contacted, long visited) {

    /** 主动评价率: ratings in time, struck or not, of what could be rated. */
    public Rate participation() {
        return said.participation();
    }

    /** 好评率. */
    public Rate good() {
        return said.goodRate();
    }

    public Rate bad() {
        return Rate.of(said.bad(), said.rated());
    }

    /** 差评整改率. */
    public Rate mending() {
        return Rate.of(mended, valid);
    }

    /** 按期联系率. */
    public Rate contact() {
        return Rate.of(contacted, named);
    }

    /** 实名差评回访率. */
    public Rate visiting() {
        return Rate.of(visited, named);
    }

    /** 平均等级, one to five. */
    public Rate grade() {
        long stars = 0;
        for (Level level : Level.values()) {
            stars += level.stars() * said.of(level);
        }
        return Rate.of(stars, said.rated());
    }
}
