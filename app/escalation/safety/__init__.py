"""What must not wait for peers, and what must not be public: found by words and numbers, in English and Italian."""
