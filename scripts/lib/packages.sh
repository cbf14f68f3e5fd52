# Builds a package of this repository that depends on the repository itself: build_package FOLDER [arguments of swift build].
# SwiftPM 6.3 keeps its plan of such a build and does not look for files that came into the dependency since.
build_package() {
  local package=$1
  shift
  rm -f "$package"/.build/{debug,release}.yaml
  swift build --quiet --package-path "$package" "$@"
}
