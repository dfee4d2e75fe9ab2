/// The postback against DynamoDB Local and ElasticMQ. What a refused call leaves behind is looked
/// for in both.
@NullMarked
package dev.tributary.postback;

import org.jspecify.annotations.NullMarked;
