"""Problems as codes; `render.error_messages` has the sentence of each."""
