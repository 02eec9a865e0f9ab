package org.yimen;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** 一门: one process, one city. */
@SpringBootApplication
public class Yimen {

    public static void main(String[] args) {
        SpringApplication.run(Yimen.class, args);
    }
}
