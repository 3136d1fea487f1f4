"""What the visitor's and the staff's web layers share: headers, failures, streams, texts."""
