export const KAFKA_VERSION = '4.4.0';
const LOG4J_VERSION = '2.25.5';

/** Folder in the cache; another set of jars is another folder. */
export const JARS_FOLDER = `kafka-${KAFKA_VERSION}-log4j-${LOG4J_VERSION}`;

/** Goal that copies a project's dependencies; the version is fixed so that the result is. */
export const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/** A project whose dependencies are one broker: Kafka, and a binding without which it logs nothing. */
export const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>portcullis</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>${LOG4J_VERSION}</version></dependency>
  </dependencies>
</project>
`;
