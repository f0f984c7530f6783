extension ID {
    /// Reads an id as clients send it: bare, or with the prefix that answers write before it
    /// (`/hostedzone/Z0123`).
    package init(reference text: String) {
        self.init(text.split(separator: "/").last.map(String.init) ?? text)
    }
}
